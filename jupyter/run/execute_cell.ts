import { compileCell, type CompiledCell } from "../cell_code/compile_cell.ts";
import { endCode } from "../cell_code/cell_hooks.ts";
import { loadParser } from "../cell_code/load_parser.ts";
import type { Kernel } from "../client/kernel.ts";
import { DeadKernelError } from "../client/kernel_error.ts";
import { type Fence, FENCE_TYPE, stockFenceCode } from "./kernel_hooks.ts";

/** How a cell ended. */
export interface CellEnd {
  reply: CellReply;
  fence: Fence;
}

/** The content of the reply to a cell. */
export type CellReply = Record<string, unknown> & { status: "ok" | "error" };

/** What to run. */
export interface CellToExecute {
  source: string;
  /** What the hooks call it; two that run in one kernel differ. */
  name: string;
  /** Its number in stack traces and results. */
  executionCount: number;
  /** Runs without a prompt number and without broadcasts of its result. */
  silent?: boolean;
  /** What else the request says. */
  content?: Record<string, unknown>;
  /** A shorter way into the kernel, where there is one; `false` if it cannot be taken. */
  evaluate?: Evaluate;
}

/** Runs code that closes itself, without asking the kernel for it. */
type Evaluate = (fenceId: string, code: string) => boolean;

/** Code whose outputs end with a fence. */
interface FencedCode {
  code: string;
  fenceId: string;
  /** Broadcasts the fence, where the code does not come to do so itself. */
  closing: string;
  /** Whether the code broadcasts the fence itself when it does not fail. */
  closes: boolean;
  silent?: boolean;
  content?: Record<string, unknown>;
  evaluate?: Evaluate;
}

/**
 * Runs a cell and waits until all of it has arrived: the fence.
 *
 * The fence is a broadcast at the cell's end, through the same queue as its outputs. The reply and the state `idle`
 * overtake outputs; the fence cannot. A cell that fails does not come to its end: its reply says so, and its fence is
 * sent behind it. The reply to one that comes to its end says nothing more, and is not waited for.
 * With the parser loaded, the cell has been sent when this returns.
 * Rejects with `DeadKernelError` if the kernel ends first.
 */
export async function executeCell(
  kernel: Kernel,
  { source, name, executionCount, silent, content, evaluate }: CellToExecute,
): Promise<CellEnd> {
  const fenceId = crypto.randomUUID();
  const frame = { name, executionCount, fenceId, silent };
  const loaded = loadParser();
  const parser = loaded instanceof Promise ? await loaded : loaded;
  const compiling = compileCell(source, frame, parser);
  const compiled = compiling instanceof Promise ? await compiling : compiling;
  const { reply, fence } = await runToFence(kernel, {
    ...compiled,
    fenceId,
    closing: endCode(fenceId),
    // A cell that closes itself shows its value itself.
    silent: silent || compiled.closes,
    content,
    evaluate: isBrief(source, compiled) ? evaluate : undefined,
  });
  return { reply: { ...reply, execution_count: executionCount }, fence };
}

/**
 * Whether a cell can take the short way. One that waits may be ended inside: what the engine would then say by the
 * other way cannot be heard. And the kernel itself prepares the packages that a cell may import.
 */
function isBrief(source: string, { closes, waits }: CompiledCell): boolean {
  return closes && !waits && !/\bimport\b/.test(source);
}

/** The same in a kernel without hooks: the cell is sent as it is, and its fence always behind it. Nothing is known of late errors. */
export async function executeStockCell(
  kernel: Kernel,
  source: string,
): Promise<CellEnd> {
  const fenceId = crypto.randomUUID();
  const closing = stockFenceCode(fenceId);
  const code = { code: source, closes: false };
  return await runToFence(kernel, { ...code, fenceId, closing });
}

async function runToFence(
  kernel: Kernel,
  { code, fenceId, closing, closes, silent, content, evaluate }: FencedCode,
): Promise<CellEnd> {
  const fenced = Promise.withResolvers<Fence>();
  fenced.promise.catch(() => {});
  const unlisten = kernel.client.listen(({ header, content }) => {
    if (header.msg_type !== FENCE_TYPE || content.id !== fenceId) return;
    fenced.resolve(content as unknown as Fence);
  });
  const close = () =>
    kernel.execute(closing, { silent: true }).reply
      .then(({ content }) => {
        if (content.status !== "ok") fenced.reject(brokenFence(content));
      }, () => {});
  const run = async (): Promise<CellEnd> => {
    let reply: CellReply = { status: "ok", payload: [], user_expressions: {} };
    if (!evaluate?.(fenceId, code)) {
      kernel.execute(code, { silent, content }).reply.then(({ content }) => {
        reply = content as CellReply;
        if (!closes || reply.status !== "ok") close();
      }, () => {});
    }
    const fence = await fenced.promise;
    return { reply: failureReply(fence) ?? reply, fence };
  };
  try {
    return await Promise.race([run(), kernel.death]);
  } catch (failure) {
    // A connection that closed is the first sign; the process tells how it ended.
    if (failure instanceof DeadKernelError) await kernel.death;
    throw failure;
  } finally {
    unlisten();
  }
}

/** What a reply would have said of a cell that failed. */
function failureReply({ error, ended }: Fence): CellReply | undefined {
  if (error) return { status: "error", ...error };
  if (ended === undefined) return undefined;
  return { status: "error", ename: "Error", evalue: ended, traceback: [] };
}

function brokenFence({ evalue }: Record<string, unknown>): Error {
  return new Error(
    `Cannot tell where the cell's outputs end: the fence failed with "${evalue}"; does a cell change Deno.jupyter?`,
  );
}
