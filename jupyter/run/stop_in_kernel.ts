/**
 * What makes a cell's waits interruptible; sent into the kernel as source text, like all hooks.
 *
 * @module
 */
import type { CellHooks } from "../cell_code/cell_hooks.ts";
import type { HookContext } from "./hook_context.ts";

/** What Stop calls in the kernel. */
export interface StopHooks {
  /** Ends the waits of the cell that runs: the library's at once, its own top-level ones a little later. */
  interrupt(): void;
  /** Ends what waits, and from now on all that begins to wait or catches, until the cell has ended. */
  insist(): void;
}

/** How cells wait, and how that ends. */
export interface InterruptibleWaits
  extends StopHooks, Pick<CellHooks, "wait" | "each" | "caught"> {
  /** The next cell may wait again. */
  rest(): void;
}

/**
 * Makes `wait` and `each`, through which the compiled code of a cell waits, `caught`, through which it catches, and
 * what ends these waits.
 *
 * The promise that a cell awaits in place of its own is the one its `then` makes, by way of the species
 * constructor. So the engine still finds the way from an error inside to the cell's line, and we have the
 * functions that settle it.
 */
export function makeWaitsInterruptible(
  context: HookContext,
): InterruptibleWaits {
  type Reject = (reason: unknown) => void;
  const { AbortSignal, Promise, Error, Symbol, Object } = globalThis;
  const then = Promise.prototype.then;
  const waiting = new Set<Reject>();
  /** How long the library's waits have to end the cell by themselves, with an error that says more. */
  const GRACE = 60;
  let insisting = false;
  const collect = takeCollector();
  /** Without setTimeout, which might have to be loaded first: whoever stops us takes that time for a loop. */
  const afterGrace = (action: () => void) =>
    AbortSignal.timeout(GRACE).addEventListener("abort", action);

  class Interrupted extends Error {
    override name = "Interrupted";
  }
  const framesOf = (place: Error) =>
    String(place.stack).split("\n").slice(1).join("\n");
  const interrupted = (place: Error): Error => {
    const error = new Interrupted("the cell was stopped while it waited here");
    error.stack = `${error.name}: ${error.message}\n${framesOf(place)}`;
    return error;
  };
  /** Errors from timers and from outside know no cell: they get the line that waited for them. */
  const placeError = (error: unknown, place: Error) => {
    try {
      if (!(error instanceof Error) || /at .*\bcell \[/.test(error.stack!)) {
        return;
      }
      error.stack += `\n${framesOf(place)}`;
    } catch {
      // An error that cannot be written to stays as it is.
    }
  };

  const thenWithCapability = (
    promise: Promise<unknown>,
    place: Error,
  ): { derived: Promise<unknown>; reject: Reject } => {
    let reject: Reject = () => {};
    class Species {
      static get [Symbol.species]() {
        return Species;
      }
      constructor(
        executor: (
          resolve: (value: unknown) => void,
          reject: Reject,
        ) => void,
      ) {
        const made = Promise.withResolvers<unknown>();
        executor(made.resolve, made.reject);
        reject = made.reject;
        return made.promise as unknown as Species;
      }
    }
    const own = Object.getOwnPropertyDescriptor(promise, "constructor");
    Object.defineProperty(promise, "constructor", {
      value: Species,
      configurable: true,
    });
    try {
      const derived = then.call(promise, undefined, (error: unknown) => {
        placeError(error, place);
        throw error;
      });
      return { derived, reject };
    } finally {
      if (own) Object.defineProperty(promise, "constructor", own);
      else Reflect.deleteProperty(promise, "constructor");
    }
  };

  /** V8's collector, if the kernel was started with it: cells, and programs that they start, need not know. */
  function takeCollector(): (() => void) | undefined {
    const scope = globalThis as { sockets_gc?: () => void };
    const collect = scope.sockets_gc;
    if (collect === undefined) return undefined;
    // It cannot be deleted.
    scope.sockets_gc = undefined;
    const flags = Deno.env.get("DENO_V8_FLAGS") ?? "";
    const before = flags.replace(/,?--expose-gc-as=\w+$/, "");
    if (before) Deno.env.set("DENO_V8_FLAGS", before);
    else Deno.env.delete("DENO_V8_FLAGS");
    return collect;
  }

  const wait = (value: unknown): unknown => {
    const isThenable = value instanceof Object &&
      typeof (value as { then?: unknown }).then === "function";
    if (!isThenable) return value;
    const promise = value instanceof Promise && Object.isExtensible(value)
      ? value
      : Promise.resolve(value);
    const { derived } = follow(promise);
    return derived;
  };

  const follow = (promise: Promise<unknown>) => {
    const place = new Error();
    const { derived, reject } = thenWithCapability(promise, place);
    const stop = () => reject(interrupted(place));
    const done = () => void waiting.delete(stop);
    if (insisting) stop();
    else waiting.add(stop);
    then.call(derived, done, done);
    return { derived };
  };

  /** Each step of the iteration is a wait. */
  const each = (stream: unknown): unknown => {
    const source = stream as
      & Partial<AsyncIterable<unknown>>
      & Partial<Iterable<unknown>>;
    const asynchronous = source?.[Symbol.asyncIterator];
    if (typeof asynchronous !== "function") {
      return typeof source?.[Symbol.iterator] === "function"
        ? eachOf(source as Iterable<unknown>)
        : stream;
    }
    const iterator = asynchronous.call(source) as AsyncIterator<unknown>;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => wait(iterator.next()),
        ...typeof iterator.return === "function" && {
          return: (value: unknown) => wait(iterator.return!(value)),
        },
      }),
    };
  };

  /** `for await` over what is no stream awaits its values. */
  function* eachOf(values: Iterable<unknown>): Generator<unknown> {
    for (const value of values) yield wait(value);
  }

  Object.defineProperty(globalThis, Symbol.for("sockets.currentCell"), {
    value: () => context.currentCell.getStore(),
  });

  const stopWaiting = () => {
    for (const stop of [...waiting]) stop(undefined);
  };
  const stopLibrary = () => {
    const holder = globalThis as unknown as Record<
      symbol,
      ((reason: string, cell: string) => void) | undefined
    >;
    holder[Symbol.for("sockets.interruptWaits")]?.(
      "the cell was stopped",
      context.running,
    );
  };
  /**
   * Code that was ended in a loop after an await leaves a promise that nobody will ever settle. The engine gives
   * up waiting for it once it has been collected.
   */
  const giveUp = () => {
    // What runs after the cell must not be given up.
    if (!insisting) return;
    context.giveUp?.();
    if (collect) context.soon(collect);
  };
  return {
    wait,
    each,
    caught() {
      if (insisting) throw interrupted(new Error());
    },
    interrupt() {
      stopLibrary();
      afterGrace(stopWaiting);
    },
    insist() {
      insisting = true;
      stopLibrary();
      stopWaiting();
      afterGrace(giveUp);
    },
    rest() {
      insisting = false;
      waiting.clear();
    },
  };
}
