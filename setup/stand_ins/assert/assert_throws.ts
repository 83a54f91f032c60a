import { assertIsError } from "./assert_is_error.ts";
import { AssertionError } from "./assertion_error.ts";
import { type ErrorClass, expectedError } from "./expected_error.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that a function throws.
 *
 * @param msg Words to add to the message.
 * @returns What it threw.
 * @throws {AssertionError} If it returns.
 */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/**
 * Asserts that a function throws an error of a class.
 *
 * @param ErrorClass The class the error must be an instance of.
 * @param msgIncludes A part of the error's message.
 * @param msg Words to add to the message.
 * @returns The error it threw.
 * @throws {AssertionError} If it returns, or throws something else.
 */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  classOrMsg?: ErrorClass<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const expected = expectedError(classOrMsg, msgIncludes, msg);
  const ending = messageEnding(expected.msg);
  try {
    fn();
  } catch (error) {
    if (!expected.ErrorClass) return error;
    if (!(error instanceof Error)) {
      throw new AssertionError(`A non-Error object was thrown${ending}`);
    }
    assertIsError(
      error,
      expected.ErrorClass,
      expected.msgIncludes,
      expected.msg,
    );
    return error;
  }
  throw new AssertionError(`Expected function to throw${ending}`);
}
