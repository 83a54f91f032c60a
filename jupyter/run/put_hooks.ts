import type { Kernel } from "../client/kernel.ts";
import { hooksCode, SENDS_AT_ONCE_TYPE } from "./kernel_hooks.ts";
import type { LeashAddress } from "./leash_in_kernel.ts";

/** Puts the hooks into a kernel. */
export async function putHooks(
  kernel: Kernel,
  options: { leash?: LeashAddress } = {},
): Promise<void> {
  const unlisten = kernel.client.listen(({ header }) => {
    if (header.msg_type !== SENDS_AT_ONCE_TYPE) return;
    kernel.client.acknowledges = false;
    unlisten();
  });
  const { reply } = kernel.execute(hooksCode(options), { silent: true });
  const { content } = await reply;
  if (content.status === "ok") return;
  throw new Error(`Cannot put hooks into the kernel: ${content.evalue}`);
}
