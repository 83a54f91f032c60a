import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

const RELATIVE_TOLERANCE = 1e-7;

/**
 * Asserts that two numbers are equal but for rounding.
 *
 * @param tolerance The greatest difference allowed. Unless given, a
 * ten-millionth of `expected` (or 1e-7, if `expected` is not finite).
 * @param msg Words to add to the message.
 * @throws {AssertionError} If they are further apart, or one is `NaN`.
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
) {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ??
    (Number.isFinite(expected)
      ? Math.abs(expected * RELATIVE_TOLERANCE)
      : RELATIVE_TOLERANCE);
  const delta = Math.abs(expected - actual);
  if (delta <= allowed) return;
  throw new AssertionError(
    `Expected actual: "${digits(actual)}" to be close to "${
      digits(expected)
    }": delta "${digits(delta)}" is greater than "${digits(allowed)}"${
      messageEnding(msg)
    }`,
  );
}

function digits(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toExponential();
}
