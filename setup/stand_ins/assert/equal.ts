import {
  isTextComparable,
  isTypedArray,
  type Keyed,
  ownKeys,
  reachableKeys,
  samePrototype,
} from "./object_kind.ts";

/** Compares two values met on the way down. */
type Compare = (a: unknown, b: unknown) => boolean;

/**
 * Whether two values are deeply equal: of one prototype (a missing one counts
 * as `Object`'s), with equal parts; `0` equals `-0` and `NaN` itself.
 *
 * What cannot be looked into, functions for example, must be identical.
 *
 * @throws {TypeError} If it meets a `WeakMap` or `WeakSet`.
 */
export function equal(a: unknown, b: unknown): boolean {
  const underway = new Map<unknown, unknown>();

  function compare(a: unknown, b: unknown): boolean {
    if (sameValueZero(a, b)) return true;
    if (!isObject(a) || !isObject(b)) return false;
    if (a instanceof Date && b instanceof Date) {
      return Object.is(a.getTime(), b.getTime());
    }
    if (!samePrototype(a, b)) return false;
    const answer = compareOpaque(a, b, compare);
    if (answer !== undefined) return answer;
    // A pair met again inside itself is equal if the rest of it is.
    if (underway.get(a) === b) return true;
    if (Object.keys(a).length !== Object.keys(b).length) return false;
    underway.set(a, b);
    return isKeyed(a) && isKeyed(b)
      ? sameEntries(a, b, compare)
      : sameProperties(a, b, compare);
  }

  return compare(a, b);
}

/** The answer for objects whose properties do not tell what they hold. */
function compareOpaque(
  a: object,
  b: object,
  compare: Compare,
): boolean | undefined {
  if (isTypedArray(a)) return sameItems(a, b as ArrayLike<unknown>);
  if (isBuffer(a)) {
    return sameItems(new Uint8Array(a), new Uint8Array(b as ArrayBuffer));
  }
  if (a instanceof WeakMap) {
    throw new TypeError("Cannot compare WeakMap instances");
  }
  if (a instanceof WeakSet) {
    throw new TypeError("Cannot compare WeakSet instances");
  }
  if (a instanceof WeakRef) {
    return compare(a.deref(), (b as WeakRef<WeakKey>).deref());
  }
  return undefined;
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (!sameValueZero(a[index], b[index])) return false;
  }
  return true;
}

/** Sets and maps: the order of entries does not matter, keys may be objects. */
function sameEntries(a: Keyed, b: Keyed, compare: Compare): boolean {
  if (a.size !== b.size) return false;
  if ([...a.keys()].every((key) => !isComposite(key))) {
    if (a instanceof Set) return a.isSubsetOf(b as Set<unknown>);
    const other = b as Map<unknown, unknown>;
    return [...a].every(([key, value]) =>
      other.has(key) && compare(value, other.get(key))
    );
  }
  return [...a.entries()].every(([key, value]) =>
    [...b.entries()].some(([otherKey, otherValue]) =>
      compare(key, otherKey) &&
      (a instanceof Set || compare(value, otherValue))
    )
  );
}

function sameProperties(a: object, b: object, compare: Compare): boolean {
  if (isTextComparable(a)) return String(a) === String(b);
  const prototype = Object.getPrototypeOf(a);
  const plain = prototype === null || prototype === Object.prototype ||
    prototype === Array.prototype;
  const keys = plain
    ? new Set(ownKeys({ ...a, ...b }))
    : reachableKeys(a).union(reachableKeys(b));
  for (const key of keys) {
    if (!compare(Reflect.get(a, key), Reflect.get(b, key))) return false;
    // A missing property is not one that is `undefined`.
    if ((key in a) !== (key in b)) return false;
  }
  return true;
}

function sameValueZero(a: unknown, b: unknown): boolean {
  return a === b || Object.is(a, b);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isComposite(value: unknown): boolean {
  return isObject(value) || typeof value === "function";
}

function isKeyed(value: object): value is Keyed {
  return value instanceof Set || value instanceof Map;
}

function isBuffer(value: object): value is ArrayBuffer | SharedArrayBuffer {
  return value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer === "function" &&
      value instanceof SharedArrayBuffer);
}
