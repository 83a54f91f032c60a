/**
 * One coarse clock for all long waits. Setting and clearing a timer costs more than a tenth of a turn on loopback, so
 * a wait counts the ticks of a timer that is always there. It keeps no program alive: the awaited socket does.
 */

/** Milliseconds between ticks: how much later than asked a long wait can end. */
export const TICK = 100;

/**
 * Calls back at every tick, for ever, with how many have passed: more than one where the program was busy. Started
 * with the library and never stopped, it is no timer of a test that imports it at its top.
 */
export function startClock(tick: (passed: number) => void): void {
  let last = performance.now();
  const interval = setInterval(() => {
    const passed = Math.floor((performance.now() - last) / TICK);
    last += passed * TICK;
    tick(passed);
  }, TICK);
  Deno.unrefTimer(interval);
}
