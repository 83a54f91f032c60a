import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that a text matches a regular expression.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} If it does not match.
 */
export function assertMatch(actual: string, expected: RegExp, msg?: string) {
  if (!expected.test(actual)) mismatch(actual, "to match", expected, msg);
}

/**
 * Asserts that a text does not match a regular expression.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} If it matches.
 */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string) {
  if (expected.test(actual)) mismatch(actual, "to not match", expected, msg);
}

/**
 * Asserts that a text contains another.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} If it does not.
 */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
) {
  if (!actual.includes(expected)) {
    mismatch(actual, "to contain", expected, msg);
  }
}

function mismatch(
  actual: string,
  verb: string,
  expected: string | RegExp,
  msg: string | undefined,
): never {
  throw new AssertionError(
    `Expected actual: "${actual}" ${verb}: "${expected}"${messageEnding(msg)}`,
  );
}
