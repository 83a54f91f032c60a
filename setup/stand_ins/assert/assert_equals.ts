import { AssertionError } from "./assertion_error.ts";
import { differenceMessage } from "./difference_message.ts";
import { equal } from "./equal.ts";
import { formatValue } from "./format_value.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that two values are deeply equal, as {@linkcode equal} sees it.
 *
 * @param msg Words to add to the message, which shows the difference.
 * @throws {AssertionError} If they are not.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals({ port: 80, address: "::1" }, { address: "::1", port: 80 });
 * ```
 */
export function assertEquals<T>(actual: T, expected: T, msg?: string) {
  if (equal(actual, expected)) return;
  throw new AssertionError(
    `Values are not equal${messageEnding(msg)}\n${
      differenceMessage(actual, expected)
    }`,
  );
}

/**
 * Asserts that two values are not deeply equal, as {@linkcode equal} sees it.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} If they are.
 */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string) {
  if (!equal(actual, expected)) return;
  throw new AssertionError(
    `Expected actual: ${formatValue(actual)} not to be: ${
      formatValue(expected)
    }${messageEnding(msg)}`,
  );
}
