/**
 * What the hooks in a kernel share; made there, so sent as source text, like all hooks.
 *
 * @module
 */
import process from "node:process";
import type { LateError } from "./kernel_hooks.ts";
import type { LeashNote } from "./leash_in_kernel.ts";

/** The cell that what runs belongs to: an asynchronous context. */
export interface CurrentCell {
  enterWith(cell: string): void;
  getStore(): string | undefined;
}

/** The calls that set timers, and the one that clears them. */
export type TimerCall = "setTimeout" | "setInterval" | "clearTimeout";

/** What the hooks share. */
export interface HookContext {
  fenceType: string;
  lateErrorType: string;
  /** The cell that runs; empty between two. */
  running: string;
  currentCell: CurrentCell;
  lateErrors: LateError[];
  /** How many outputs have gone into the kernel's own sockets since a cell began. */
  outputs: number;
  /** The fence of a cell that cannot wait any more, until it has been closed. */
  unclosed?: string;
  /** Closes such a cell: an interrupt met it on the way. */
  giveUp?: () => void;
  /** Hears that a cell has been closed. */
  closed?: () => void;
  /** Where there is a leash: sends a note over it. */
  tell?: (note: LeashNote) => void;
  /** Reads it anew. */
  listen?: () => void;
  /** Which cell set the timer whose callback threw this. */
  originOf: WeakMap<object, string | undefined>;
  /** When each timer that still waits will fire, on the clock of `performance.now()`. */
  dueTimes: Map<unknown, number>;
  /** A call as the kernel brings it, whatever cells have made of theirs. */
  timer: (call: TimerCall) => (...args: unknown[]) => unknown;
  /** Calls back once all that is ready to run has run. */
  soon: (callback: () => void) => void;
  /** Lets all that is ready to run, run. */
  turn: () => Promise<void>;
}

/** Makes what the hooks share. */
export function openContext(
  given: Pick<HookContext, "fenceType" | "lateErrorType">,
): HookContext {
  // deno-lint-ignore no-explicit-any -- Deno does not declare it
  const { core } = (Deno as any)[(Deno as any).internal];
  /** What AsyncLocalStorage is made of, without the 70 ms that Node's modules take to load. */
  const variable = (): CurrentCell | undefined => {
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
  const { Promise } = globalThis;
  const own = (call: TimerCall) =>
    Object.getOwnPropertyDescriptor(globalThis, call)!;
  const calls = {
    setTimeout: own("setTimeout"),
    setInterval: own("setInterval"),
    clearTimeout: own("clearTimeout"),
  };
  /** What setImmediate is made of, without the 30 ms of Node's timers. */
  const immediate = (callback: () => void): void => {
    core.immediateRefCount(true);
    core.queueImmediate({
      _onImmediate() {
        core.immediateRefCount(false);
        callback();
      },
      _idleNext: null,
      _idlePrev: null,
      _destroyed: false,
      asyncId: 0,
      triggerAsyncId: 0,
    });
  };
  const soon: HookContext["soon"] = typeof core.queueImmediate === "function"
    ? immediate
    : globalThis.setImmediate;
  return {
    ...given,
    running: "",
    currentCell: variable() ?? storage(),
    lateErrors: [],
    outputs: 0,
    originOf: new WeakMap(),
    dueTimes: new Map(),
    timer: (call) => calls[call].value ?? calls[call].get!.call(globalThis),
    soon,
    turn: () => new Promise((resolve) => soon(resolve)),
  };
}
