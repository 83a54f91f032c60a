import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { formatValue } from "./format_value.ts";
import { messageEnding } from "./message_ending.ts";

/** An array, typed array or the like; not a string. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/**
 * Asserts that every item of `expected` is in `actual`, in any order; objects
 * count as found if an equal one is there.
 *
 * @param msg Words to add to the message, which lists what is missing.
 * @throws {AssertionError} If an item is missing.
 */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void {
  const items = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) =>
    !items.some((item) => isFound(item, wanted))
  );
  if (missing.length === 0) return;
  throw new AssertionError(
    `Expected actual: "${formatValue(actual)}" to include: "${
      formatValue(expected)
    }"${messageEnding(msg)}\nmissing: ${formatValue(missing)}`,
  );
}

function isFound(item: unknown, wanted: unknown): boolean {
  const composite = wanted !== null &&
    (typeof wanted === "object" || typeof wanted === "function");
  return composite
    ? equal(wanted, item)
    : item === wanted || Object.is(item, wanted);
}
