/**
 * One coarse clock for all long waits. Setting and clearing a timer costs more than a tenth of a turn on loopback, so
 * a wait counts the ticks of a timer that is always there. It keeps no program alive: the awaited socket does.
 */

/** Milliseconds between ticks: how much later than asked a long wait can end. */
export const TICK = 100;

/** Calls back at every tick, for ever: never stopped, it is no timer that a test starts or leaves. */
export function startClock(tick: () => void): void {
  Deno.unrefTimer(setInterval(tick, TICK));
}
