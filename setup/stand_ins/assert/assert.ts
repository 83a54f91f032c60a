import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

/** The values that count as false in a condition. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/**
 * Asserts that a condition is truthy.
 *
 * @param expr The condition; narrowed for the code that follows.
 * @param msg The whole message of the error.
 * @throws {AssertionError} If `expr` is falsy.
 */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/**
 * Asserts that a condition is falsy.
 *
 * @param expr The condition; narrowed for the code that follows.
 * @param msg The whole message of the error.
 * @throws {AssertionError} If `expr` is truthy.
 */
export function assertFalse(expr: unknown, msg = ""): asserts expr is Falsy {
  if (expr) throw new AssertionError(msg);
}

/**
 * Asserts that a value is there: neither `null` nor `undefined`.
 *
 * @param actual The value; narrowed for the code that follows.
 * @param msg Words to add to the message.
 * @throws {AssertionError} If `actual` is `null` or `undefined`.
 */
export function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T> {
  if (actual !== undefined && actual !== null) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to not be null or undefined${
      messageEnding(msg)
    }`,
  );
}
