/**
 * What runs in the kernel beside the cells, sent there as source text: so each function here can use nothing from
 * outside its own body but the kernel's globals and its argument.
 *
 * Each cell gets an asynchronous context of its own, which all that it starts inherits. So an error that nobody
 * awaited tells which cell started it, however late it comes.
 *
 * @module
 */
import type { CellHooks } from "../cell_code/cell_hooks.ts";
import type { Failure } from "./evaluate_in_kernel.ts";
import type { HookContext } from "./hook_context.ts";
import type {
  Fence,
  LateError,
  RunnerHooks,
  ThrownError,
} from "./kernel_hooks.ts";
import type { InterruptibleWaits } from "./stop_in_kernel.ts";

/** Keeps what would vanish: rejections that nobody handles, errors in timers and event handlers. */
export function recordLateErrors(context: HookContext): void {
  const broadcast = Deno.jupyter.broadcast.bind(Deno.jupyter);
  const record = (kind: LateError["kind"], reason: unknown) => {
    const origin = reason instanceof Object && context.originOf.get(reason);
    const error = reason instanceof Error ? reason : undefined;
    const late: LateError = {
      kind,
      cell: origin || context.currentCell.getStore(),
      name: error?.name ?? "Error",
      message: error?.message ?? Deno.inspect(reason),
      stack: error?.stack ?? "",
    };
    context.lateErrors.push(late);
    context.outputs++;
    broadcast(context.lateErrorType, { ...late });
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    // The library tells of such errors itself where there are no hooks.
    event.stopImmediatePropagation();
    record("rejection", event.reason);
  });
  addEventListener("error", (event) => {
    // Without this an error in a timer stops the event loop while a cell awaits, for good.
    event.preventDefault();
    event.stopImmediatePropagation();
    record("error", event.error ?? event.message);
  });
}

/** Closes a cell: sends its fence, with its value or with how it failed. */
export type CloseCell = (
  fenceId: string,
  end: Pick<Fence, "result"> | Failure,
) => void;

/** Leaves what cells call, see {@linkcode CellHooks}. */
export function answerCells(
  context: HookContext,
  waits: InterruptibleWaits,
): CloseCell {
  const { fenceType, currentCell, lateErrors, turn } = context;
  // Cells may have classes and variables of these names.
  const { Promise, Object, String, Error } = globalThis;
  // A cell may replace them; the fence must hold all the same.
  const broadcast = Deno.jupyter.broadcast.bind(Deno.jupyter);
  const format = Deno.jupyter.format.bind(Deno.jupyter);
  // deno-lint-ignore no-explicit-any -- Deno does not declare what it formats values with
  const { inspectArgs } = (Deno as any)[(Deno as any).internal];
  /** What `format` makes of all but objects, at once: it would drop 42n, NaN, -0 and Infinity on their way. */
  const textOf = (value: unknown): string =>
    inspectArgs(["%o", value], { colors: !Deno.noColor });

  const wordsOf = (thrown: unknown): ThrownError => {
    const { name, message, stack } = thrown instanceof Error
      ? thrown
      : new Error(String(thrown));
    const traceback = String(stack ?? "").split("\n");
    return { ename: name, evalue: message, traceback };
  };

  const bundleOf = async (value: unknown) => {
    try {
      return await format(value);
    } catch (error) {
      broadcast("error", { ...wordsOf(error) });
    }
  };

  const resultOf = async (executionCount: number, value: unknown) => {
    if (value === undefined || value === null) return null;
    const data = typeof value === "object"
      ? await waits.wait(bundleOf(value))
      : { "text/plain": textOf(value) };
    if (data === undefined) return null;
    return { execution_count: executionCount, data, metadata: {} };
  };

  /** The leash is shorter, but overtakes outputs. */
  const send = async (fence: Fence & { id: string }) => {
    const data = Object.values(fence.result?.data ?? {});
    const isText = data.every((value) => typeof value === "string");
    if (context.tell && context.outputs === 0 && isText) {
      return context.tell({ fence });
    }
    try {
      await broadcast(fenceType, { ...fence });
    } catch (failure) {
      // What a cell's value shows itself as may be nothing that can be sent.
      const failed = { ...fence, result: null, error: wordsOf(failure) };
      await broadcast(fenceType, failed);
    }
  };

  /**
   * Lets the cells go on that await their end. Held here, what they await cannot be collected: an inspector session
   * in JavaScript that waits for such a cell could not be told.
   */
  const closing = new Map<string, () => void>();
  let last: string | undefined;
  const close: CloseCell = (id, end) => {
    if (id === last) return;
    last = id;
    context.unclosed = undefined;
    // What the cell prints from now on says whose it is: the next one may be on its way.
    context.running = "";
    const holder = globalThis as unknown as Record<symbol, Fence["tally"]>;
    send({
      id,
      tally: holder[Symbol.for("sockets.tally")] ?? undefined,
      lateErrors: lateErrors.splice(0),
      result: null,
      ...end,
    });
    closing.get(id)?.();
    closing.delete(id);
    context.closed?.();
  };

  const closeWith = async (
    id: string,
    executionCount: number | null,
    value: unknown,
  ) => {
    try {
      const result = executionCount === null
        ? null
        : await resultOf(executionCount, value);
      // Rejections are reported once the cell's own turn is over.
      await turn();
      close(id, { result });
    } catch (failure) {
      close(id, { error: wordsOf(failure) });
    }
  };

  const hooks: CellHooks = {
    ...waits,
    begin(name) {
      currentCell.enterWith(name);
      context.running = name;
      context.outputs = 0;
      waits.rest();
    },
    end(id, executionCount, ...value) {
      context.unclosed = id;
      const closed = Promise.withResolvers<void>();
      closing.set(id, closed.resolve);
      closeWith(id, executionCount, value[0]);
      return closed.promise;
    },
  };
  Object.defineProperty(globalThis, Symbol.for("sockets.cell"), {
    value: Object.freeze(hooks),
  });
  context.giveUp = () => {
    const { unclosed } = context;
    if (unclosed) close(unclosed, { ended: "Execution was terminated" });
  };
  return close;
}

/** Leaves what the runner calls when a notebook is through. */
export function answerRunner(context: HookContext): void {
  const { dueTimes, timer, turn } = context;
  const hooks: RunnerHooks = {
    listen: () => context.listen?.(),
    async settle(patience) {
      const end = performance.now() + patience;
      const nextDue = () =>
        Math.min(...[...dueTimes.values()].filter((due) => due <= end));
      while (nextDue() < Infinity && performance.now() < end) {
        const rest = Math.max(0, nextDue() - performance.now());
        await new Promise((resolve) => timer("setTimeout")(resolve, rest + 1));
      }
      await turn();
    },
  };
  Object.defineProperty(globalThis, Symbol.for("sockets.runner"), {
    value: hooks,
  });
}
