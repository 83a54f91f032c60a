/**
 * Thrown by {@linkcode todo}: this part is not written yet.
 *
 * @example
 * ```ts
 * import { todo, TodoError } from "sockets/notebook";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => todo(), TodoError, "write this part");
 * ```
 */
export class TodoError extends Error {
  override name = "TodoError";
}

/**
 * Marks a place that is the student's to write; a check that comes upon it calls the exercise open.
 *
 * @throws {TodoError} always.
 *
 * @example
 * ```ts
 * import { todo, TodoError } from "sockets/notebook";
 * import { assertThrows } from "@std/assert";
 *
 * const order = (): string => todo("return what the guest says");
 * assertThrows(order, TodoError, "return what the guest says");
 * ```
 */
export function todo(what = "write this part"): never {
  const error = new TodoError(`Cannot run this yet: ${what}`);
  // The frames of this file would only hide the one line that matters.
  error.stack = `${error.name}: ${error.message}`;
  throw error;
}
