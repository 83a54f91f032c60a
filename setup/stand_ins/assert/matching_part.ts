type Properties = Record<PropertyKey, unknown>;

/**
 * The part of a value that a pattern speaks of: properties the pattern lacks
 * are left out, in nested objects too, and arrays are cut to its length.
 *
 * Objects come back plain, so that a class's instance can match a literal. If
 * none of the pattern's properties is there, all of the value's are kept: they
 * show what was found instead.
 *
 * @throws {TypeError} If one of the two is no object.
 */
export function matchingPart(value: Properties, pattern: Properties) {
  const underway = new WeakMap<object, object>();

  function objectPart(value: Properties, pattern: Properties): Properties {
    requireObject(value);
    if (underway.get(value) === pattern) return value;
    underway.set(value, pattern);
    const keys = Reflect.ownKeys(value);
    const wanted = Reflect.ownKeys(pattern);
    const common = keys.filter((key) => wanted.includes(key));
    const part: Properties = {};
    const nothingCommon = common.length === 0 && keys.length > 0 &&
      wanted.length > 0;
    if (nothingCommon) {
      for (const key of keys) define(part, key, value[key]);
    }
    for (const key of common) {
      define(part, key, partOf(value[key], pattern[key]));
    }
    return part;
  }

  function arrayPart(items: unknown[], pattern: unknown[]): unknown[] {
    if (underway.get(items) === pattern) return items;
    underway.set(items, pattern);
    return items.slice(0, pattern.length)
      .map((item, index) => partOf(item, pattern[index]));
  }

  function partOf(value: unknown, pattern: unknown): unknown {
    if (value instanceof RegExp || value instanceof Date) return value;
    if (Array.isArray(value) && Array.isArray(pattern)) {
      return arrayPart(value, pattern);
    }
    if (!isObject(value) || !isObject(pattern)) return value;
    if (value instanceof Map && pattern instanceof Map) {
      return mapPart(value, pattern);
    }
    if (value instanceof Set && pattern instanceof Set) {
      return value.intersection(pattern);
    }
    return objectPart(value, pattern);
  }

  function mapPart(
    map: Map<unknown, unknown>,
    pattern: Map<unknown, unknown>,
  ): Map<unknown, unknown> {
    const part = new Map<unknown, unknown>();
    for (const [key, value] of map) {
      if (!pattern.has(key)) continue;
      const wanted = pattern.get(key);
      const nested = isObject(value) && isObject(wanted);
      part.set(key, nested ? objectPart(value, wanted) : value);
    }
    return part;
  }

  return objectPart(value, pattern);
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}

function requireObject(value: unknown): void {
  if (isObject(value) || typeof value === "function") return;
  const found = value === null ? "null" : `type ${typeof value}`;
  throw new TypeError(`Cannot assertObjectMatch ${found}`);
}

/** Sets a property even where assignment would call `__proto__`'s setter. */
function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, {
    configurable: true,
    enumerable: true,
    value,
    writable: true,
  });
}
