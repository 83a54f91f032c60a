import type { Message } from "../protocol/message.ts";
import { KernelStartError, PortTakenError } from "./kernel_error.ts";
import { KernelClient } from "./kernel_client.ts";
import type { KernelProcess } from "./kernel_process.ts";

/** Between two tries to connect; a kernel listens about 100 ms after its start. */
const CONNECT_PAUSE = 2;
/** A kernel that has not been heard by now is asked again: its first broadcast came before our subscription. */
const ANSWER_PAUSE = 10;

/** Connects to a kernel that has just been started, as soon as it listens. */
export async function connectSoon(
  process: KernelProcess,
  signal: AbortSignal,
  options: { stdin?: boolean } = {},
): Promise<KernelClient> {
  let exited: Deno.CommandStatus | undefined;
  process.status.then((status) => exited = status);
  while (true) {
    signal.throwIfAborted();
    try {
      return await KernelClient.connect(process.info, {
        timeout: 2000,
        ...options,
      });
    } catch {
      if (exited) throw exitedEarly(process, exited);
      await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE));
    }
  }
}

/** Asks until both an answer and a broadcast have come. */
export async function waitUntilReady(
  client: KernelClient,
  process: KernelProcess,
  signal: AbortSignal,
): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  const heard = Promise.withResolvers<Message>();
  const unlisten = client.listen(heard.resolve);
  const ask = () => client.request("shell", "kernel_info_request").reply;
  const again = setInterval(ask, ANSWER_PAUSE);
  const exited = client.closed.then(async () => {
    throw exitedEarly(process, await process.status);
  });
  exited.catch(() => {});
  try {
    signal.throwIfAborted();
    await Promise.race([
      Promise.all([ask(), heard.promise]),
      exited,
      aborted.promise,
    ]);
  } finally {
    clearInterval(again);
    unlisten();
    signal.removeEventListener("abort", onAbort);
  }
}

function exitedEarly(
  process: KernelProcess,
  { code, signal }: Deno.CommandStatus,
): KernelStartError {
  const PossibleError = /\bAddrInUse\b/.test(process.lastWords)
    ? PortTakenError
    : KernelStartError;
  return new PossibleError(
    `Cannot start the kernel: it ended with ${
      signal ?? `exit code ${code}`
    } before it answered${quoteLastWords(process)}`,
  );
}

/** What the kernel's process said last, as the end of a message. */
export function quoteLastWords(process: KernelProcess): string {
  const { lastWords } = process;
  return lastWords === "" ? "" : `; it last said: ${lastWords}`;
}
