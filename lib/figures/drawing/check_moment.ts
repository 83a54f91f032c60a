/**
 * Refuses a place on an axis that is no finite number: everything after it would be nowhere. `what` is placed there,
 * `scale` says what the number counts.
 */
export function checkMoment(what: string, at: number, scale: string): void {
  if (Number.isFinite(at)) return;
  throw new RangeError(`Cannot place ${what} at ${at}: give ${scale}`);
}
