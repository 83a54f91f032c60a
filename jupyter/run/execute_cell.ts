import type { Kernel } from "../client/kernel.ts";
import { DeadKernelError } from "../client/kernel_error.ts";
import type { Message } from "../protocol/message.ts";
import { type Fence, FENCE_TYPE, fenceCode } from "./kernel_hooks.ts";

/** How a cell ended. */
export interface CellEnd {
  reply: Message;
  fence: Fence;
}

/** What to run, and who comes next. */
export interface CellToExecute {
  source: string;
  /** The id of the cell whose turn it is afterwards. */
  next: string;
  /** Runs without a prompt number and without broadcasts of its result. */
  silent?: boolean;
  /** What else the request says. */
  content?: Record<string, unknown>;
}

/**
 * Runs code and waits until all of it has arrived: the reply, the state `idle`, and the fence.
 *
 * The fence is a second request whose broadcast goes through the same queue as outputs do. The reply and `idle`
 * overtake outputs; the fence cannot. Rejects with `DeadKernelError` if the kernel ends first.
 */
export async function executeCell(
  kernel: Kernel,
  { source, next, silent, content }: CellToExecute,
): Promise<CellEnd> {
  const fenceId = crypto.randomUUID();
  const idle = Promise.withResolvers<void>();
  const fenced = Promise.withResolvers<Fence>();
  const unlisten = kernel.client.listen(
    ({ header, parent_header, content }) => {
      if (header.msg_type === FENCE_TYPE && content.id === fenceId) {
        fenced.resolve(content as unknown as Fence);
      } else if (
        header.msg_type === "status" && content.execution_state === "idle" &&
        parent_header.msg_id === request.id
      ) idle.resolve();
    },
  );
  const request = kernel.execute(source, { silent, content });
  kernel.execute(fenceCode(fenceId, next), { silent: true }).reply
    .then(({ content }) => {
      if (content.status !== "ok") fenced.reject(brokenFence(content));
    }, () => {});
  try {
    const [reply, , fence] = await Promise.race([
      Promise.all([request.reply, idle.promise, fenced.promise]),
      kernel.death,
    ]);
    return { reply, fence };
  } catch (failure) {
    // A connection that closed is the first sign; the process tells how it ended.
    if (failure instanceof DeadKernelError) await kernel.death;
    throw failure;
  } finally {
    unlisten();
  }
}

function brokenFence({ evalue }: Record<string, unknown>): Error {
  return new Error(
    `Cannot tell where the cell's outputs end: the fence failed with "${evalue}"; does a cell change Deno.jupyter?`,
  );
}
