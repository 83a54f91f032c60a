import { AssertionError } from "./assertion_error.ts";
import { formatValue } from "./format_value.ts";

/**
 * Asserts `actual > expected`, by JavaScript's own comparison.
 *
 * @param msg The whole message of the error, instead of `Expect 1 > 2`.
 * @throws {AssertionError} If `actual` is not greater.
 */
export function assertGreater<T>(actual: T, expected: T, msg?: string) {
  if (!(actual > expected)) outOfOrder(actual, ">", expected, msg);
}

/**
 * Asserts `actual >= expected`, by JavaScript's own comparison.
 *
 * @param msg The whole message of the error, instead of `Expect 1 >= 2`.
 * @throws {AssertionError} If `actual` is neither greater nor equal.
 */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string) {
  if (!(actual >= expected)) outOfOrder(actual, ">=", expected, msg);
}

/**
 * Asserts `actual < expected`, by JavaScript's own comparison.
 *
 * @param msg The whole message of the error, instead of `Expect 2 < 1`.
 * @throws {AssertionError} If `actual` is not less.
 */
export function assertLess<T>(actual: T, expected: T, msg?: string) {
  if (!(actual < expected)) outOfOrder(actual, "<", expected, msg);
}

/**
 * Asserts `actual <= expected`, by JavaScript's own comparison.
 *
 * @param msg The whole message of the error, instead of `Expect 2 <= 1`.
 * @throws {AssertionError} If `actual` is neither less nor equal.
 */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string) {
  if (!(actual <= expected)) outOfOrder(actual, "<=", expected, msg);
}

function outOfOrder(
  actual: unknown,
  operator: string,
  expected: unknown,
  msg: string | undefined,
): never {
  throw new AssertionError(
    msg ??
      `Expect ${formatValue(actual)} ${operator} ${formatValue(expected)}`,
  );
}
