/**
 * A value as text, whole and with sorted keys, so that two values that are
 * equal print alike and a difference stands on its own line.
 */
export function formatValue(value: unknown): string {
  return Deno.inspect(value, {
    compact: false,
    depth: Infinity,
    getters: true,
    iterableLimit: Infinity,
    sorted: true,
    strAbbreviateSize: Infinity,
    trailingComma: true,
  });
}
