import { close } from "./close.ts";
import { ownedDescriptors } from "./owned_descriptors.ts";

/**
 * Closes every descriptor that the calls of this module opened and that is
 * still open; returns their numbers.
 *
 * For the beginning of a cell that may be run again, and the end of a notebook:
 * in C, the end of the process does it.
 *
 * @example
 * ```ts
 * import { closeDescriptors, pipe } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * assertEquals(closeDescriptors(), [readEnd, writeEnd]);
 * assertEquals(closeDescriptors(), []);
 * ```
 */
export function closeDescriptors(): number[] {
  const open = ownedDescriptors();
  open.forEach(close);
  return open;
}
