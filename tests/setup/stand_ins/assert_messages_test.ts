import nodeAssert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import * as standIn from "../../../setup/stand_ins/assert/mod.ts";

class Port {
  constructor(readonly number: number) {}
}

/** A call, and how its message must read without colours. */
const FAILING: [string, () => unknown, string][] = [
  ["assert", () => standIn.assert(0), ""],
  ["assert with words", () => standIn.assert("", "no name"), "no name"],
  ["assertFalse with words", () => standIn.assertFalse(1, "why"), "why"],
  [
    "assertExists",
    () => standIn.assertExists(null),
    'Expected actual: "null" to not be null or undefined.',
  ],
  [
    "assertExists with words",
    () => standIn.assertExists(undefined, "why"),
    'Expected actual: "undefined" to not be null or undefined: why',
  ],
  ["fail", () => standIn.fail(), "Failed assertion."],
  ["fail with words", () => standIn.fail("why"), "Failed assertion: why"],
  ["unreachable", () => standIn.unreachable(), "Unreachable."],
  ["unimplemented", () => standIn.unimplemented("yet"), "Unimplemented: yet"],
  ["assertGreater", () => standIn.assertGreater(1, 2), "Expect 1 > 2"],
  [
    "assertGreaterOrEqual",
    () => standIn.assertGreaterOrEqual(1n, 2n),
    "Expect 1n >= 2n",
  ],
  ["assertLess", () => standIn.assertLess("b", "a"), 'Expect "b" < "a"'],
  [
    "assertLessOrEqual with words",
    () => standIn.assertLessOrEqual(NaN, 1, "why"),
    "why",
  ],
  [
    "assertAlmostEquals",
    () => standIn.assertAlmostEquals(1, 1.1),
    'Expected actual: "1" to be close to "1.1e+0": delta "1.0000000000000009e-1" is greater than "1.1e-7".',
  ],
  [
    "assertAlmostEquals with a tolerance",
    () => standIn.assertAlmostEquals(1, 3, 1, "why"),
    'Expected actual: "1" to be close to "3": delta "2" is greater than "1": why',
  ],
  [
    "assertMatch",
    () => standIn.assertMatch("GET", /^P/),
    'Expected actual: "GET" to match: "/^P/".',
  ],
  [
    "assertNotMatch",
    () => standIn.assertNotMatch("GET", /^G/, "why"),
    'Expected actual: "GET" to not match: "/^G/": why',
  ],
  [
    "assertStringIncludes",
    () => standIn.assertStringIncludes("GET", "P"),
    'Expected actual: "GET" to contain: "P".',
  ],
  [
    "assertArrayIncludes",
    () => standIn.assertArrayIncludes([1, 2], [2, 3]),
    'Expected actual: "[\n  1,\n  2,\n]" to include: "[\n  2,\n  3,\n]".\nmissing: [\n  3,\n]',
  ],
  [
    "assertInstanceOf",
    () => standIn.assertInstanceOf(new Port(1), Date),
    'Expected object to be an instance of "Date" but was "Port".',
  ],
  [
    "assertInstanceOf with a class",
    () => standIn.assertInstanceOf(Port, Date, "why"),
    'Expected object to be an instance of "Date" but was not an instanced object: why',
  ],
  [
    "assertInstanceOf with null",
    () => standIn.assertInstanceOf(null, Date),
    'Expected object to be an instance of "Date" but was "null".',
  ],
  [
    "assertNotInstanceOf",
    () => standIn.assertNotInstanceOf(new Port(1), Port),
    'Expected object to not be an instance of "function".',
  ],
  [
    "assertIsError with no error",
    () => standIn.assertIsError("oops"),
    'Expected "error" to be an Error object.',
  ],
  [
    "assertIsError with another class",
    () => standIn.assertIsError(new RangeError("x"), TypeError),
    'Expected error to be instance of "TypeError", but was "RangeError".',
  ],
  [
    "assertIsError with another message",
    () => standIn.assertIsError(new Error("refused"), Error, "reset", "why"),
    'Expected error message to include "reset", but got "refused": why',
  ],
  [
    "assertIsError with a pattern",
    () => standIn.assertIsError(new Error("refused"), Error, /reset/),
    'Expected error message to include /reset/, but got "refused".',
  ],
  [
    "assertThrows without a throw",
    () => standIn.assertThrows(() => 1),
    "Expected function to throw.",
  ],
  [
    "assertThrows with words",
    () => standIn.assertThrows(() => 1, "why"),
    "Expected function to throw: why",
  ],
  [
    "assertThrows with something thrown that is no error",
    () =>
      standIn.assertThrows(() => {
        throw "text";
      }, Error),
    "A non-Error object was thrown.",
  ],
  [
    "assertRejects without a rejection",
    () => standIn.assertRejects(() => Promise.resolve()),
    "Expected function to reject.",
  ],
  [
    "assertRejects with a throw before any promise",
    () =>
      standIn.assertRejects(() => {
        throw new Error("early");
      }),
    "Function throws when expected to reject.",
  ],
  [
    "assertRejects with something that is no promise",
    () => standIn.assertRejects((() => 5) as never, Error),
    "Function throws when expected to reject.",
  ],
  [
    "assertRejects with a rejection that is no error",
    () => standIn.assertRejects(() => Promise.reject(5), Error, "x", "why"),
    "A non-Error object was rejected: why",
  ],
  [
    "assertNotEquals",
    () => standIn.assertNotEquals([1], [1]),
    "Expected actual: [\n  1,\n] not to be: [\n  1,\n].",
  ],
  [
    "assertNotStrictEquals",
    () => standIn.assertNotStrictEquals(1, 1, "why"),
    'Expected "actual" to not be strictly equal to: 1: why\n',
  ],
  [
    "assertStrictEquals of twins",
    () => standIn.assertStrictEquals([1], [1]),
    "Values have the same structure but are not reference-equal.\n\n    [\n      1,\n    ]\n",
  ],
  [
    "assertStrictEquals of zeros",
    () => standIn.assertStrictEquals(0, -0),
    "Values are not strictly equal.\n\n\n    [Diff] Actual / Expected\n\n\n-   0\n+   -0\n",
  ],
  [
    "assertObjectMatch with words",
    () => standIn.assertObjectMatch({ a: 1, c: 3 }, { a: 2 }, "why"),
    "Values are not equal: why\n\n\n    [Diff] Actual / Expected\n\n\n    {\n-     a: 1,\n+     a: 2,\n    }\n",
  ],
];

for (const [name, call, message] of FAILING) {
  Deno.test(`${name} says what is wrong`, async () => {
    const error = await thrownBy(call);
    nodeAssert.ok(error instanceof standIn.AssertionError);
    nodeAssert.equal(error.name, "AssertionError");
    nodeAssert.equal(stripVTControlCharacters(error.message), message);
  });
}

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("Expected the assertion to fail: it passed");
}
