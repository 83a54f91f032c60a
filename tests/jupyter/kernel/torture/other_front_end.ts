/** What another front-end of the kernel does whose connection file lies in a run's folder. */
import { join } from "node:path";
import { KernelClient } from "../../../../jupyter/client/kernel_client.ts";
import { readConnectionFile } from "../../../../jupyter/kernel/read_connection_file.ts";
import { WAITS } from "./torture_notebook.ts";

/** Milliseconds between two looks for a kernel. */
const PAUSE = 20;

/** Waits for a kernel, and interrupts its cell once that waits. Ends with the signal. */
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

/** Shuts the kernel down, if there is one left: a program that had to be killed leaves it behind. */
export async function shutDownFromBeside(folder: string): Promise<void> {
  using client = await connectNow(folder);
  if (client === undefined) return;
  client.request("control", "shutdown_request", { restart: false });
  await client.closed;
}

async function connectSoon(
  folder: string,
  signal: AbortSignal,
): Promise<KernelClient | undefined> {
  while (!signal.aborted) {
    const client = await connectNow(folder);
    if (client) return client;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function connectNow(folder: string): Promise<KernelClient | undefined> {
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".json")) continue;
    try {
      const info = await readConnectionFile(join(folder, name));
      return await KernelClient.connect(info, { timeout: 1000 });
    } catch {
      // It is another file, or half written, or the kernel does not listen.
    }
  }
}
