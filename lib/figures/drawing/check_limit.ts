/** Refuses a limit that is no number, by its name in the options; `Infinity` is one. */
export function checkLimit(name: string, limit: number): number {
  if (typeof limit === "number" && !Number.isNaN(limit)) return limit;
  throw new RangeError(
    `Cannot draw with ${name} ${limit}: give a number, or leave it out`,
  );
}
