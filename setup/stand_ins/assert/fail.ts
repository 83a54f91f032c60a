import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Fails always: for a branch that must not be taken.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} Always.
 */
export function fail(msg?: string): never {
  throw new AssertionError(`Failed assertion${messageEnding(msg)}`);
}

/**
 * Marks code still to be written.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} Always.
 */
export function unimplemented(msg?: string): never {
  throw new AssertionError(`Unimplemented${messageEnding(msg)}`);
}

/**
 * Marks code that no input can reach.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} Always.
 */
export function unreachable(msg?: string): never {
  throw new AssertionError(`Unreachable${messageEnding(msg)}`);
}
