/** A collection whose members are found by key. */
export type Keyed = Set<unknown> | Map<unknown, unknown>;

const TypedArray = Object.getPrototypeOf(Uint8Array);

/** Whether an object is a typed array of any element type. */
export function isTypedArray(
  value: object,
): value is ArrayLike<unknown> & object {
  return value instanceof TypedArray;
}

/** Whether two objects are of one kind; no prototype counts as `Object`'s. */
export function samePrototype(a: object, b: object): boolean {
  return kindOf(a) === kindOf(b);
}

function kindOf(value: object): object {
  return Object.getPrototypeOf(value) ?? Object.prototype;
}

/** Classes whose text says all there is to an instance. */
const TEXT_COMPARABLE = new Set<object>(
  [Intl.Locale, RegExp, URL, URLSearchParams, ...temporalClasses()]
    .map((constructor) => constructor.prototype),
);

function temporalClasses(): { prototype: object }[] {
  const { Temporal } = globalThis as unknown as {
    Temporal?: Record<string, { prototype: object }>;
  };
  if (!Temporal) return [];
  return [
    Temporal.Duration,
    Temporal.Instant,
    Temporal.PlainDate,
    Temporal.PlainDateTime,
    Temporal.PlainMonthDay,
    Temporal.PlainTime,
    Temporal.PlainYearMonth,
    Temporal.ZonedDateTime,
  ].filter((constructor) => constructor !== undefined);
}

/** Whether `String(value)` tells two objects of this kind apart. */
export function isTextComparable(value: object): boolean {
  return TEXT_COMPARABLE.has(Object.getPrototypeOf(value));
}

/** The names and symbols of all own properties. */
export function ownKeys(value: object): PropertyKey[] {
  return Reflect.ownKeys(value);
}

/** Own and inherited keys, short of what every object or array has. */
export function reachableKeys(value: object): Set<PropertyKey> {
  const keys = new Set<PropertyKey>();
  let holder: object | null = value;
  while (
    holder && holder !== Object.prototype && holder !== Array.prototype
  ) {
    for (const key of ownKeys(holder)) keys.add(key);
    holder = Object.getPrototypeOf(holder);
  }
  return keys;
}
