import { join } from "node:path";
import { KernelClient } from "../../../../jupyter/client/kernel_client.ts";
import { readConnectionFile } from "../../../../jupyter/kernel/read_connection_file.ts";
import { WAITS } from "./torture_notebook.ts";

/** Milliseconds between two looks for a kernel. */
const PAUSE = 20;

/**
 * Waits for a kernel whose connection file comes to be in this folder, and interrupts its cell once that waits, as
 * another front-end of the same kernel would. Ends with the signal.
 */
export async function interruptFromBeside(
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  using client = await connectSoon(folder, signal);
  if (client === undefined) return;
  const over = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => over.resolve());
  client.listen(({ header, content }) => {
    if (header.msg_type !== "stream") return;
    if (!String(content.text).includes(WAITS)) return;
    client.request("control", "interrupt_request");
  });
  if (!signal.aborted) await over.promise;
}

async function connectSoon(
  folder: string,
  signal: AbortSignal,
): Promise<KernelClient | undefined> {
  while (!signal.aborted) {
    const file = [...Deno.readDirSync(folder)]
      .find(({ name }) => name.endsWith(".json"));
    try {
      if (file) {
        const info = await readConnectionFile(join(folder, file.name));
        return await KernelClient.connect(info, { timeout: 1000 });
      }
    } catch {
      // The file is being written, or the kernel does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
