import { assertEquals } from "./assert_equals.ts";
import { matchingPart } from "./matching_part.ts";

/**
 * Asserts that an object has all that `expected` has, nested objects too; it
 * may have more.
 *
 * @param msg Words to add to the message, which shows the difference.
 * @throws {AssertionError} If something is missing or differs.
 */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  // `expected` goes the same way, so that its instances become plain too.
  assertEquals(
    matchingPart(actual, expected),
    matchingPart(expected, expected),
    msg,
  );
}
