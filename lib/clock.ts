/**
 * One coarse clock for all waits. Setting and clearing a timer costs more than a tenth of a turn on loopback, so a long
 * wait counts the ticks of a timer that is always there. It keeps no program alive unless somebody waits.
 */

/** Milliseconds between ticks: how much later than asked a long wait can end. */
export const TICK = 100;

let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back at every tick, for ever. Started once and never stopped, a test that waits neither starts nor leaves a timer. */
export function startClock(tick: () => void): void {
  timer = setInterval(tick, TICK);
  Deno.unrefTimer(timer);
}

/** Whether the clock keeps the program alive. */
export function holdProgram(hold: boolean): void {
  if (timer === undefined) return;
  if (hold) Deno.refTimer(timer);
  else Deno.unrefTimer(timer);
}
