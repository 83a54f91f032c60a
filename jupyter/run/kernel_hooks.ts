import process from "node:process";

/** Type of the broadcast that closes a cell: all that was broadcast before it belongs to that cell. */
export const FENCE_TYPE = "sockets_fence";

/** An error that no cell was awaiting. */
export interface LateError {
  kind: "rejection" | "error";
  /** The id of the cell that started what failed, where that is known. */
  cell?: string;
  name: string;
  message: string;
  /** As the engine wrote it; may be empty. */
  stack: string;
}

/** What a fence brings along. */
export interface Fence {
  /** Assertions and exercises counted so far, if the notebook counts any. */
  tally?: {
    assertions: number;
    exercises: Record<string, "open" | "passed" | "failed">;
  };
  lateErrors: LateError[];
}

/** What the hooks leave in the kernel, under `Symbol.for("sockets.runner")`. */
export interface RunnerHooks {
  /** Closes the cell that ran; `next` is the id of the one whose turn it is then. */
  fence(id: string, next: string): Promise<void>;
  /** Waits, at most so many milliseconds, for timers that will soon fire. */
  settle(patience: number): Promise<void>;
}

/** Code that puts the hooks into a kernel, to be executed silently. */
export function hooksCode(firstCell: string): string {
  return `(${installHooks})(${JSON.stringify(firstCell)}, ${
    JSON.stringify(FENCE_TYPE)
  })`;
}

/** Code that closes a cell. */
export function fenceCode(id: string, next: string): string {
  return `globalThis[Symbol.for("sockets.runner")].fence(${
    JSON.stringify(id)
  }, ${JSON.stringify(next)})`;
}

/** Code that gives timers which a notebook has left behind the time to fail. */
export function settleCode(patience: number): string {
  return `await globalThis[Symbol.for("sockets.runner")].settle(${patience})`;
}

/**
 * Runs in the kernel, as source text: it can use nothing from outside its own body.
 *
 * Each cell gets an asynchronous context of its own, which what it starts inherits; so an error that
 * nobody awaited tells which cell started it, however late it comes.
 */
function installHooks(firstCell: string, fenceType: string): void {
  // An import would make this asynchronous, and a context entered after an await ends with the function.
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  // A cell may replace it; the fence must hold all the same.
  const broadcast = Deno.jupyter.broadcast.bind(Deno.jupyter);
  const currentCell = new AsyncLocalStorage<string>();
  const lateErrors: LateError[] = [];
  /** Which cell set the timer whose callback threw this. */
  const originOf = new WeakMap<object, string | undefined>();
  /** When each timer that still waits will fire. */
  const dueTimes = new Map<unknown, number>();

  const record = (kind: LateError["kind"], reason: unknown) => {
    const origin = reason instanceof Object ? originOf.get(reason) : undefined;
    const error = reason instanceof Error ? reason : undefined;
    lateErrors.push({
      kind,
      cell: origin ?? currentCell.getStore(),
      name: error?.name ?? "Error",
      message: error?.message ?? Deno.inspect(reason),
      stack: error?.stack ?? "",
    });
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    record("rejection", event.reason);
  });
  addEventListener("error", (event) => {
    // Without this an error in a timer stops the event loop while a cell awaits, for good.
    event.preventDefault();
    record("error", event.error ?? event.message);
  });

  type Callback = (...args: unknown[]) => unknown;
  /** Timers run their callbacks in their cell's context, but report errors outside of it. */
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
    const scope = globalThis as unknown as Record<string, Callback>;
    const original = scope[name];
    Object.defineProperties(
      replacement,
      Object.getOwnPropertyDescriptors(original),
    );
    scope[name] = replacement;
  };
  const { setTimeout, setInterval, clearTimeout } =
    globalThis as unknown as Record<string, Callback>;
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
  replace("clearTimeout", (timer) => {
    dueTimes.delete(timer);
    return clearTimeout(timer);
  });
  replace("setInterval", (callback, delay, ...args) => {
    if (typeof callback !== "function") return setInterval(callback, delay);
    return setInterval(withOrigin(callback as Callback), delay, ...args);
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

  const hooks: RunnerHooks = {
    async fence(id, next) {
      currentCell.enterWith(next);
      // Rejections are reported once the cell's own turn is over.
      await turn();
      const holder = globalThis as unknown as Record<symbol, Fence["tally"]>;
      await broadcast(fenceType, {
        id,
        tally: holder[Symbol.for("sockets.tally")] ?? null,
        lateErrors: lateErrors.splice(0),
      });
    },
    async settle(patience) {
      const end = performance.now() + patience;
      const soon = () =>
        Math.min(
          ...[...dueTimes.values()].filter((due) => due <= end),
        );
      while (soon() < Infinity && performance.now() < end) {
        const rest = Math.max(0, soon() - performance.now());
        await new Promise((resolve) => setTimeout(resolve, rest + 1));
      }
      await turn();
    },
  };
  Object.defineProperty(globalThis, Symbol.for("sockets.runner"), {
    value: hooks,
  });
  currentCell.enterWith(firstCell);
}
