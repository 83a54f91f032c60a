/**
 * Stands in for `@std/assert` where its registry is out of reach: the same
 * names, signatures, meaning and messages.
 *
 * `deno task setup` puts it in place and takes it away again as soon as the
 * real package can be had.
 *
 * @module
 */

export { assert, assertExists, assertFalse, type Falsy } from "./assert.ts";
export { assertAlmostEquals } from "./assert_almost_equals.ts";
export {
  type ArrayLikeArg,
  assertArrayIncludes,
} from "./assert_array_includes.ts";
export { assertEquals, assertNotEquals } from "./assert_equals.ts";
export {
  type AnyConstructor,
  assertInstanceOf,
  assertNotInstanceOf,
  type GetConstructorType,
} from "./assert_instance_of.ts";
export { assertIsError } from "./assert_is_error.ts";
export {
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "./assert_text.ts";
export { assertObjectMatch } from "./assert_object_match.ts";
export {
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "./assert_order.ts";
export { assertRejects } from "./assert_rejects.ts";
export {
  assertNotStrictEquals,
  assertStrictEquals,
} from "./assert_strict_equals.ts";
export { assertThrows } from "./assert_throws.ts";
export { AssertionError } from "./assertion_error.ts";
export { equal } from "./equal.ts";
export { fail, unimplemented, unreachable } from "./fail.ts";
