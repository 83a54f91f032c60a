/**
 * `@std/assert` as the notebooks see it: the same functions and types, but every call counts in the tally,
 * and an assertion that is the last expression of a cell shows a check mark and its message.
 *
 * @module
 */
import * as std from "@std/assert";
import { tally } from "./tally.ts";
import { TextDisplay } from "./text_display.ts";

export {
  type AnyConstructor,
  type ArrayLikeArg,
  AssertionError,
  equal,
  type Falsy,
  type GetConstructorType,
} from "@std/assert";

// Each has its type written out: TypeScript narrows only by names with an explicit type (TS2775).
export const assert: typeof std.assert = counted(std.assert, 1);
export const assertAlmostEquals: typeof std.assertAlmostEquals = counted(
  std.assertAlmostEquals,
  3,
);
export const assertArrayIncludes: typeof std.assertArrayIncludes = counted(
  std.assertArrayIncludes,
  2,
);
export const assertEquals: typeof std.assertEquals = counted(
  std.assertEquals,
  2,
);
export const assertExists: typeof std.assertExists = counted(
  std.assertExists,
  1,
);
export const assertFalse: typeof std.assertFalse = counted(std.assertFalse, 1);
export const assertGreater: typeof std.assertGreater = counted(
  std.assertGreater,
  2,
);
export const assertGreaterOrEqual: typeof std.assertGreaterOrEqual = counted(
  std.assertGreaterOrEqual,
  2,
);
export const assertInstanceOf: typeof std.assertInstanceOf = counted(
  std.assertInstanceOf,
  2,
);
export const assertIsError: typeof std.assertIsError = counted(
  std.assertIsError,
  3,
);
export const assertLess: typeof std.assertLess = counted(std.assertLess, 2);
export const assertLessOrEqual: typeof std.assertLessOrEqual = counted(
  std.assertLessOrEqual,
  2,
);
export const assertMatch: typeof std.assertMatch = counted(std.assertMatch, 2);
export const assertNotEquals: typeof std.assertNotEquals = counted(
  std.assertNotEquals,
  2,
);
export const assertNotInstanceOf: typeof std.assertNotInstanceOf = counted(
  std.assertNotInstanceOf,
  2,
);
export const assertNotMatch: typeof std.assertNotMatch = counted(
  std.assertNotMatch,
  2,
);
export const assertNotStrictEquals: typeof std.assertNotStrictEquals = counted(
  std.assertNotStrictEquals,
  2,
);
export const assertObjectMatch: typeof std.assertObjectMatch = counted(
  std.assertObjectMatch,
  2,
);
export const assertRejects: typeof std.assertRejects = counted(
  std.assertRejects,
);
export const assertStrictEquals: typeof std.assertStrictEquals = counted(
  std.assertStrictEquals,
  2,
);
export const assertStringIncludes: typeof std.assertStringIncludes = counted(
  std.assertStringIncludes,
  2,
);
export const assertThrows: typeof std.assertThrows = counted(std.assertThrows);
export const fail: typeof std.fail = counted(std.fail);
export const unimplemented: typeof std.unimplemented = counted(
  std.unimplemented,
);
export const unreachable: typeof std.unreachable = counted(std.unreachable);

/** Counts each call; where the original returns nothing, returns what shows argument `messageAt`. */
function counted<Assertion extends (...values: never[]) => unknown>(
  original: Assertion,
  messageAt?: number,
): Assertion {
  const call = original as unknown as (...values: unknown[]) => unknown;
  const wrapper = (...values: unknown[]) => {
    tally().assertions++;
    const result = withShortStack(() => call(...values));
    if (messageAt === undefined) return result;
    return new TextDisplay(
      `✓ ${values[messageAt] || `${original.name} holds`}`,
    );
  };
  return wrapper as unknown as Assertion;
}

/** Drops the frames of the assertion itself: what counts is the line of the cell that called it. */
function withShortStack<Result>(run: () => Result): Result {
  try {
    const result = run();
    if (!(result instanceof Promise)) return result;
    return result.catch((error) => {
      throw shortenStack(error);
    }) as Result;
  } catch (error) {
    throw shortenStack(error);
  }
}

const OWN_FRAME = /^\s+at .*(counted_assert|[/\\]assert[/\\][^/\\]+)\.ts:/;

function shortenStack(error: unknown): unknown {
  if (error instanceof std.AssertionError && error.stack !== undefined) {
    error.stack = error.stack.split("\n")
      .filter((line) => !OWN_FRAME.test(line))
      .join("\n");
  }
  return error;
}
