/**
 * What watches a kernel's timers; sent into the kernel as source text, like all hooks.
 *
 * @module
 */
import type { HookContext, TimerCall } from "./hook_context.ts";

/**
 * Knows which timers are due, and whose they are: callbacks run in their cell's context, but fail outside of it.
 *
 * They are replaced when they are first used: to look at one loads Node's timers, which takes 30 ms.
 */
export function watchTimers(context: HookContext): void {
  type Callback = (...args: unknown[]) => unknown;
  const { currentCell, originOf, dueTimes, timer } = context;
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
  const watched: Record<TimerCall, (original: Callback) => Callback> = {
    setTimeout: (setTimeout) => (callback, delay, ...args) => {
      if (typeof callback !== "function") return setTimeout(callback, delay);
      const guarded = withOrigin(callback as Callback);
      const set = setTimeout(
        function (this: unknown, ...given: unknown[]) {
          dueTimes.delete(set);
          return guarded.apply(this, given);
        },
        delay,
        ...args,
      );
      dueTimes.set(set, performance.now() + (Number(delay) || 0));
      return set;
    },
    setInterval: (setInterval) => (callback, delay, ...args) => {
      if (typeof callback !== "function") return setInterval(callback, delay);
      return setInterval(withOrigin(callback as Callback), delay, ...args);
    },
    clearTimeout: (clearTimeout) => (set) => {
      dueTimes.delete(set);
      return clearTimeout(set);
    },
  };
  for (const name of Object.keys(watched) as TimerCall[]) {
    const settle = (value: unknown) =>
      Object.defineProperty(globalThis, name, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: true,
      get() {
        const original = timer(name);
        const properties = Object.getOwnPropertyDescriptors(original);
        const replacement = watched[name](original);
        settle(Object.defineProperties(replacement, properties));
        return replacement;
      },
      set: settle,
    });
  }
}
