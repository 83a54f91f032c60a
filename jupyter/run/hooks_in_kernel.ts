/**
 * What runs in the kernel beside the cells, sent there as source text: so each function here can use nothing from
 * outside its own body but the kernel's globals and its argument.
 *
 * Each cell gets an asynchronous context of its own, which all that it starts inherits. So an error that nobody
 * awaited tells which cell started it, however late it comes.
 *
 * @module
 */
import process from "node:process";
import type { CellHooks } from "../cell_code/cell_hooks.ts";
import type { Fence, LateError, RunnerHooks } from "./kernel_hooks.ts";
import type { InterruptibleWaits } from "./stop_in_kernel.ts";

/** The cell that what runs belongs to: an asynchronous context. */
export interface CurrentCell {
  enterWith(cell: string): void;
  getStore(): string | undefined;
}

/** What the hooks share. */
export interface HookContext {
  fenceType: string;
  lateErrorType: string;
  /** The cell that runs; empty between two. */
  running: string;
  currentCell: CurrentCell;
  lateErrors: LateError[];
  /** Which cell set the timer whose callback threw this. */
  originOf: WeakMap<object, string | undefined>;
  /** When each timer that still waits will fire, on the clock of `performance.now()`. */
  dueTimes: Map<unknown, number>;
  /** Lets all that is ready to run, run. */
  turn: () => Promise<void>;
}

/** Makes what the hooks share. */
export function openContext(
  given: Pick<HookContext, "fenceType" | "lateErrorType">,
): HookContext {
  const { setImmediate } = globalThis;
  /** What AsyncLocalStorage is made of, without the 70 ms that Node's modules take to load. */
  const variable = (): CurrentCell | undefined => {
    // deno-lint-ignore no-explicit-any -- Deno does not declare it
    const { core } = (Deno as any)[(Deno as any).internal];
    if (typeof core.AsyncVariable !== "function") return undefined;
    const held = new core.AsyncVariable();
    return {
      enterWith: (cell) => held.enter(cell),
      getStore: () => held.get(),
    };
  };
  const storage = (): CurrentCell => {
    const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
    return new AsyncLocalStorage<string>();
  };
  return {
    ...given,
    running: "",
    currentCell: variable() ?? storage(),
    lateErrors: [],
    originOf: new WeakMap(),
    dueTimes: new Map(),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

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

/** Knows which timers are due, and whose they are: callbacks run in their cell's context, but fail outside of it. */
export function watchTimers(context: HookContext): void {
  type Callback = (...args: unknown[]) => unknown;
  const { currentCell, originOf, dueTimes } = context;
  const scope = globalThis as unknown as Record<string, Callback>;
  const { setTimeout, setInterval, clearTimeout } = scope;
  const withOrigin = (callback: Callback) =>
    function (this: unknown, ...args: unknown[]): unknown {
      try {
        return callback.apply(this, args);
      } catch (error) {
        if (error instanceof Object) {
          originOf.set(error, currentCell.getStore());
        }
        throw error;
      }
    };
  const replace = (name: string, replacement: Callback) => {
    const properties = Object.getOwnPropertyDescriptors(scope[name]);
    scope[name] = Object.defineProperties(replacement, properties);
  };
  replace("setTimeout", (callback, delay, ...args) => {
    if (typeof callback !== "function") return setTimeout(callback, delay);
    const guarded = withOrigin(callback as Callback);
    const timer = setTimeout(
      function (this: unknown, ...given: unknown[]) {
        dueTimes.delete(timer);
        return guarded.apply(this, given);
      },
      delay,
      ...args,
    );
    dueTimes.set(timer, performance.now() + (Number(delay) || 0));
    return timer;
  });
  replace("setInterval", (callback, delay, ...args) => {
    if (typeof callback !== "function") return setInterval(callback, delay);
    return setInterval(withOrigin(callback as Callback), delay, ...args);
  });
  replace("clearTimeout", (timer) => {
    dueTimes.delete(timer);
    return clearTimeout(timer);
  });
}

/** Leaves what cells call, see {@linkcode CellHooks}. */
export function answerCells(
  context: HookContext,
  waits: InterruptibleWaits,
): void {
  const { fenceType, currentCell, lateErrors, turn } = context;
  // A cell may replace them; the fence must hold all the same.
  const broadcast = Deno.jupyter.broadcast.bind(Deno.jupyter);
  const format = Deno.jupyter.format.bind(Deno.jupyter);
  const isInvisible = (value: unknown): boolean =>
    typeof value === "bigint" || Object.is(value, -0) ||
    (typeof value === "number" && !Number.isFinite(value));

  const showResult = async (executionCount: number, value: unknown) => {
    if (value === undefined || value === null) return;
    try {
      const data = isInvisible(value)
        ? { "text/plain": Deno.inspect(value, { colors: !Deno.noColor }) }
        : await format(value);
      await broadcast("execute_result", {
        execution_count: executionCount,
        data,
        metadata: {},
      });
    } catch (error) {
      const known = error instanceof Error ? error : new Error(String(error));
      await broadcast("error", {
        ename: known.name,
        evalue: known.message,
        traceback: (known.stack ?? "").split("\n"),
      });
    }
  };

  const fence = (id: string) => {
    // What the cell prints from now on says whose it is: the next one may be on its way.
    context.running = "";
    const holder = globalThis as unknown as Record<symbol, Fence["tally"]>;
    return broadcast(fenceType, {
      id,
      tally: holder[Symbol.for("sockets.tally")] ?? null,
      lateErrors: lateErrors.splice(0),
    });
  };

  const hooks: CellHooks = {
    ...waits,
    begin(name) {
      currentCell.enterWith(name);
      context.running = name;
      waits.rest();
    },
    async end(id, executionCount, ...value) {
      if (executionCount !== null) await showResult(executionCount, value[0]);
      // Rejections are reported once the cell's own turn is over. Meanwhile the kernel can send its reply.
      turn().then(() => fence(id));
    },
  };
  Object.defineProperty(globalThis, Symbol.for("sockets.cell"), {
    value: Object.freeze(hooks),
  });
}

/** Leaves what the runner calls when a notebook is through. */
export function answerRunner({ dueTimes, turn }: HookContext): void {
  const { setTimeout } = globalThis;
  const hooks: RunnerHooks = {
    async settle(patience) {
      const end = performance.now() + patience;
      const nextDue = () =>
        Math.min(...[...dueTimes.values()].filter((due) => due <= end));
      while (nextDue() < Infinity && performance.now() < end) {
        const rest = Math.max(0, nextDue() - performance.now());
        await new Promise((resolve) => setTimeout(resolve, rest + 1));
      }
      await turn();
    },
  };
  Object.defineProperty(globalThis, Symbol.for("sockets.runner"), {
    value: hooks,
  });
}
