import { assertIsError } from "./assert_is_error.ts";
import { AssertionError } from "./assertion_error.ts";
import { type ErrorClass, expectedError } from "./expected_error.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that the promise a function returns rejects.
 *
 * @param msg Words to add to the message.
 * @returns What it rejected with.
 * @throws {AssertionError} If it resolves, or the function throws at once or
 * returns no promise.
 */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
/**
 * Asserts that the promise a function returns rejects with an error of a class.
 *
 * @param ErrorClass The class the error must be an instance of.
 * @param msgIncludes A part of the error's message.
 * @param msg Words to add to the message.
 * @returns The error it rejected with.
 * @throws {AssertionError} If it resolves, rejects with something else, or the
 * function throws at once or returns no promise.
 */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  classOrMsg?: ErrorClass<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const expected = expectedError(classOrMsg, msgIncludes, msg);
  const ending = messageEnding(expected.msg);
  const promise = startedPromise(fn, ending);
  try {
    await promise;
  } catch (error) {
    if (!expected.ErrorClass) return error;
    if (!(error instanceof Error)) {
      throw new AssertionError(`A non-Error object was rejected${ending}`);
    }
    assertIsError(
      error,
      expected.ErrorClass,
      expected.msgIncludes,
      expected.msg,
    );
    return error;
  }
  throw new AssertionError(`Expected function to reject${ending}`);
}

/** Calls the function; a throw, or no promise, is not a rejection. */
function startedPromise(
  fn: () => PromiseLike<unknown>,
  ending: string,
): PromiseLike<unknown> {
  try {
    const promise = fn();
    if (typeof promise === "object" && typeof promise?.then === "function") {
      return promise;
    }
  } catch {
    // Said below: what was thrown matters less than that it came too early.
  }
  throw new AssertionError(
    `Function throws when expected to reject${ending}`,
  );
}
