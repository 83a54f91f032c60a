import { red } from "./ansi_style.ts";
import { AssertionError } from "./assertion_error.ts";
import { differenceMessage } from "./difference_message.ts";
import { formatValue } from "./format_value.ts";
import { messageEnding } from "./message_ending.ts";

/**
 * Asserts that two values are the same one, as `Object.is` sees it.
 *
 * @param actual The value; narrowed for the code that follows.
 * @param msg Words to add to the message.
 * @throws {AssertionError} If they are not.
 */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const text = formatValue(actual);
  if (text === formatValue(expected)) {
    throw new AssertionError(
      `Values have the same structure but are not reference-equal${
        messageEnding(msg)
      }\n\n${red(text.replaceAll(/^/gm, "    "))}\n`,
    );
  }
  throw new AssertionError(
    `Values are not strictly equal${messageEnding(msg)}\n${
      differenceMessage(actual, expected)
    }`,
  );
}

/**
 * Asserts that two values are not the same one, as `Object.is` sees it.
 *
 * @param msg Words to add to the message.
 * @throws {AssertionError} If they are.
 */
export function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
) {
  if (!Object.is(actual, expected)) return;
  throw new AssertionError(
    `Expected "actual" to not be strictly equal to: ${formatValue(actual)}${
      messageEnding(msg)
    }\n`,
  );
}
