import nodeAssert from "node:assert/strict";
import { equal } from "../../../setup/stand_ins/assert/equal.ts";

// node:assert, since @std/assert may be the very code under test.

class Point {
  constructor(readonly x: number, readonly y: number) {}
}
class Pixel extends Point {}

const noPrototype = Object.assign(Object.create(null), { port: 80 });
const symbol = Symbol("key");
const target = { port: 80 };

function ring(name: string) {
  const node: Record<string, unknown> = { name };
  node.next = node;
  return node;
}

const EQUAL: [string, unknown, unknown][] = [
  ["zeros of both signs", 0, -0],
  [
    "zeros of both signs in typed arrays",
    new Float64Array([0]),
    [
      new Float64Array([-0]),
    ][0],
  ],
  ["NaN", NaN, NaN],
  ["properties in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an object without prototype", noPrototype, { port: 80 }],
  ["symbol keys", { [symbol]: 1 }, { [symbol]: 1 }],
  ["nested arrays", [[1], [2, [3]]], [[1], [2, [3]]]],
  ["dates", new Date(5), new Date(5)],
  ["invalid dates", new Date(NaN), new Date(NaN)],
  ["regular expressions", /a+/gi, /a+/gi],
  ["URLs", new URL("http://a/b"), new URL("http://a/b")],
  ["query strings", new URLSearchParams("a=1"), new URLSearchParams("a=1")],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["buffers", new Uint8Array([1]).buffer, new Uint8Array([1]).buffer],
  ["sets in another order", new Set([1, 2]), new Set([2, 1])],
  [
    "sets of objects",
    new Set([{ a: 1 }, { a: 2 }]),
    new Set([
      { a: 2 },
      { a: 1 },
    ]),
  ],
  ["maps", new Map([["a", { b: 1 }]]), new Map([["a", { b: 1 }]])],
  ["maps with object keys", new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])],
  ["instances", new Point(1, 2), new Point(1, 2)],
  [
    "weak references to equal objects",
    new WeakRef(target),
    new WeakRef({
      port: 80,
    }),
  ],
  ["rings", ring("a"), ring("a")],
  ["the same function", ring, ring],
];

for (const [name, a, b] of EQUAL) {
  Deno.test(`equal holds for ${name}`, () => {
    nodeAssert.equal(equal(a, b), true);
    nodeAssert.equal(equal(b, a), true);
  });
}

const UNEQUAL: [string, unknown, unknown][] = [
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["a missing and an undefined property", { a: undefined }, { b: undefined }],
  ["an absent and an undefined property", {}, { a: undefined }],
  ["a hole and undefined", [, 1], [undefined, 1]],
  ["symbol keys", { [symbol]: 1 }, { [symbol]: 2 }],
  ["another class", new Point(1, 2), new Pixel(1, 2)],
  ["an array and an object", [], {}],
  ["other bytes", new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  ["fewer bytes", new Uint8Array([1, 2]), new Uint8Array([1])],
  ["typed arrays of another type", new Uint8Array([1]), new Int8Array([1])],
  ["buffers", new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  ["dates", new Date(5), new Date(6)],
  ["flags of regular expressions", /a/g, /a/i],
  ["URLs", new URL("http://a/b"), new URL("http://a/c")],
  ["sets", new Set([1, 2]), new Set([1, 3])],
  ["sets of objects", new Set([{ a: 1 }]), new Set([{ a: 2 }])],
  ["a map's value", new Map([["a", 1]]), new Map([["a", 2]])],
  ["a map's key", new Map([["a", 1]]), new Map([["b", 1]])],
  [
    "an undefined entry and another",
    new Map([["a", undefined]]),
    new Map([[
      "b",
      undefined,
    ]]),
  ],
  ["functions of one text", () => 1, () => 1],
  ["rings", ring("a"), ring("b")],
];

for (const [name, a, b] of UNEQUAL) {
  Deno.test(`equal tells apart ${name}`, () => {
    nodeAssert.equal(equal(a, b), false);
    nodeAssert.equal(equal(b, a), false);
  });
}

Deno.test("equal refuses weak collections", () => {
  nodeAssert.throws(
    () => equal(new WeakMap(), new WeakMap()),
    { name: "TypeError", message: "Cannot compare WeakMap instances" },
  );
  nodeAssert.throws(
    () => equal(new WeakSet(), new WeakSet()),
    { name: "TypeError", message: "Cannot compare WeakSet instances" },
  );
});
