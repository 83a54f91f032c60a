/**
 * Waits a moment, for a cell that lets time pass on purpose.
 *
 * @example
 * ```ts
 * import { pause } from "sockets/notebook";
 *
 * await pause(5); // milliseconds
 * ```
 */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
