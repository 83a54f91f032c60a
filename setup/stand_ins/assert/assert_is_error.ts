import { stripVTControlCharacters } from "node:util";
import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that a value is an `Error`, and which one.
 *
 * @param error The value; narrowed for the code that follows.
 * @param ErrorClass The class it must be an instance of.
 * @param msgMatches A part of its message, or a regular expression for it;
 * terminal colours are ignored.
 * @param msg Words to add to the message.
 * @throws {AssertionError} If any of this does not hold.
 */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass?: abstract new (...args: any[]) => E,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  const ending = messageEnding(msg);
  if (!(error instanceof Error)) {
    throw new AssertionError(
      `Expected "error" to be an Error object${ending}`,
    );
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    const found = (error as Error).constructor?.name;
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${found}"${ending}`,
    );
  }
  if (msgMatches && !says(error, msgMatches)) {
    const wanted = msgMatches instanceof RegExp
      ? String(msgMatches)
      : JSON.stringify(msgMatches);
    throw new AssertionError(
      `Expected error message to include ${wanted}, but got ${
        JSON.stringify(error.message)
      }${ending}`,
    );
  }
}

function says(error: Error, wanted: string | RegExp): boolean {
  const message = stripVTControlCharacters(error.message);
  return wanted instanceof RegExp
    ? wanted.test(message)
    : message.includes(stripVTControlCharacters(wanted));
}
