import nodeAssert from "node:assert/strict";
import * as standIn from "../../../setup/stand_ins/assert/mod.ts";

class Port {
  constructor(readonly number: number) {}
}

const PASSING: [string, () => unknown][] = [
  [
    "assertAlmostEquals of sums",
    () => standIn.assertAlmostEquals(0.1 + 0.2, 0.3),
  ],
  [
    "assertAlmostEquals of infinities",
    () => standIn.assertAlmostEquals(Infinity, Infinity),
  ],
  ["assertAlmostEquals of NaN", () => standIn.assertAlmostEquals(NaN, NaN)],
  [
    "assertArrayIncludes with objects",
    () => standIn.assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]),
  ],
  [
    "assertArrayIncludes with NaN",
    () => standIn.assertArrayIncludes([NaN, 1], [NaN]),
  ],
  [
    "assertArrayIncludes with bytes",
    () =>
      standIn.assertArrayIncludes(new Uint8Array([1, 2]), new Uint8Array([2])),
  ],
  [
    "assertObjectMatch with more properties",
    () =>
      standIn.assertObjectMatch({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }),
  ],
  [
    "assertObjectMatch with longer arrays",
    () =>
      standIn.assertObjectMatch({ a: [{ b: 1, c: 1 }, 2] }, { a: [{ b: 1 }] }),
  ],
  [
    "assertObjectMatch with instances",
    () =>
      standIn.assertObjectMatch({ port: new Port(80) }, {
        port: { number: 80 },
      }),
  ],
  ["assertObjectMatch with maps and sets", () =>
    standIn.assertObjectMatch(
      { map: new Map([["a", 1], ["b", 2]]), set: new Set([1, 2]) },
      { map: new Map([["a", 1]]), set: new Set([2]) },
    )],
  ["assertObjectMatch with dates and patterns", () =>
    standIn.assertObjectMatch(
      { date: new Date(5), pattern: /a/g, more: 1 },
      { date: new Date(5), pattern: /a/g },
    )],
  [
    "assertIsError with colours in the message",
    () =>
      standIn.assertIsError(
        new Error("\x1b[31mrefused\x1b[39m"),
        Error,
        "refused",
      ),
  ],
  ["assertStrictEquals of NaN", () => standIn.assertStrictEquals(NaN, NaN)],
  [
    "assertNotStrictEquals of zeros",
    () => standIn.assertNotStrictEquals(0, -0),
  ],
];

for (const [name, call] of PASSING) {
  Deno.test(`${name} passes`, () => {
    call();
  });
}

const FAILING: [string, () => unknown][] = [
  [
    "assertObjectMatch with a missing property",
    () => standIn.assertObjectMatch({ a: 1 }, { a: 1, b: 2 }),
  ],
  [
    "assertObjectMatch with a shorter array",
    () => standIn.assertObjectMatch({ a: [1] }, { a: [1, 2] }),
  ],
  [
    "assertObjectMatch with a missing map key",
    () =>
      standIn.assertObjectMatch({ a: new Map() }, { a: new Map([["x", 1]]) }),
  ],
  [
    "assertObjectMatch with a missing member",
    () =>
      standIn.assertObjectMatch({ a: new Set([1]) }, { a: new Set([1, 2]) }),
  ],
  [
    "assertObjectMatch with another date",
    () => standIn.assertObjectMatch({ a: new Date(5) }, { a: new Date(6) }),
  ],
  [
    "assertObjectMatch with another pattern",
    () => standIn.assertObjectMatch({ a: /a/g }, { a: /a/i }),
  ],
  [
    "assertArrayIncludes with zero for NaN",
    () => standIn.assertArrayIncludes([0], [NaN]),
  ],
  ["assertAlmostEquals with NaN", () => standIn.assertAlmostEquals(NaN, 1)],
];

for (const [name, call] of FAILING) {
  Deno.test(`${name} fails`, () => {
    nodeAssert.throws(call, { name: "AssertionError" });
  });
}

Deno.test("assertObjectMatch names what is no object", () => {
  nodeAssert.throws(
    () => standIn.assertObjectMatch(null as never, {}),
    { name: "TypeError", message: "Cannot assertObjectMatch null" },
  );
});

Deno.test("assertThrows returns what was thrown", () => {
  const refused = new TypeError("refused");
  const caught = standIn.assertThrows(
    () => {
      throw refused;
    },
    TypeError,
    "ref",
  );
  nodeAssert.equal(caught, refused);
});

Deno.test("assertThrows returns what is no error, where no class is asked", () => {
  nodeAssert.equal(
    standIn.assertThrows(() => {
      throw 5;
    }),
    5,
  );
});

Deno.test("assertRejects returns what the promise rejected with", async () => {
  const refused = new TypeError("refused");
  const caught = await standIn.assertRejects(
    () => Promise.reject(refused),
    TypeError,
    "ref",
  );
  nodeAssert.equal(caught, refused);
});

Deno.test("assertRejects takes anything with a then method", async () => {
  const thenable = {
    then(_: unknown, reject: (reason: unknown) => void) {
      reject(new Error("late"));
    },
  } as PromiseLike<unknown>;
  await standIn.assertRejects(() => thenable, Error, "late");
});

Deno.test("AssertionError carries a cause", () => {
  const cause = new Error("inner");
  const error = new standIn.AssertionError("outer", { cause });
  nodeAssert.equal(error.cause, cause);
  nodeAssert.ok(error instanceof Error);
});

Deno.test("assertions narrow types", () => {
  const value = JSON.parse('"text"') as string | undefined | null;
  standIn.assertExists(value);
  nodeAssert.equal(value.length, 4);
  const unknown: unknown = new Port(80);
  standIn.assertInstanceOf(unknown, Port);
  nodeAssert.equal(unknown.number, 80);
  const literal: unknown = "GET";
  standIn.assertStrictEquals(literal, "GET" as const);
  const method: "GET" = literal;
  nodeAssert.equal(method, "GET");
});

Deno.test("the stand-in has the names of @std/assert", async () => {
  nodeAssert.deepEqual(
    Object.keys(standIn).sort(),
    Object.keys(await import("@std/assert")).sort(),
  );
});
