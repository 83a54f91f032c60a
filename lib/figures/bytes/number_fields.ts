import { type ByteField } from "./byte_field.ts";

/** A field with its number in the legend and its ground. */
export interface NumberedField extends ByteField {
  /** 0 for separators, which the legend leaves out. */
  number: number;
  /** Every other field of one colour is paler, so that neighbours stay apart. */
  pale: boolean;
}

/** One line of a legend. */
export interface LegendEntry {
  number: number;
  field: NumberedField;
}

/**
 * Numbers fields in the order of their bytes. Fields of one name and value, such as every CRLF of
 * a head, share a number; `soft` ones get none.
 */
export function numberFields(
  fields: readonly ByteField[],
  length: number,
): NumberedField[] {
  const numbers = new Map<string, number>();
  let before: NumberedField | undefined;
  return fields
    .filter(({ start, end }) => start >= 0 && start < end && start < length)
    .toSorted((one, other) => one.start - other.start)
    .map((field) => {
      const key = `${field.name}\0${field.value ?? ""}\0${field.tone}`;
      const separates = field.tone === "soft";
      if (!separates && !numbers.has(key)) numbers.set(key, numbers.size + 1);
      const pale = before !== undefined && before.tone === field.tone &&
        before.end === field.start && !before.pale;
      before = {
        ...field,
        end: Math.min(field.end, length),
        number: separates ? 0 : numbers.get(key) ?? 0,
        pale,
      };
      return before;
    });
}

/** The legend's lines: each number once. */
export function legendOf(fields: readonly NumberedField[]): LegendEntry[] {
  const entries = new Map<number, NumberedField>();
  for (const field of fields) {
    if (field.number > 0 && !entries.has(field.number)) {
      entries.set(field.number, field);
    }
  }
  return Array.from(entries, ([number, field]) => ({ number, field }));
}
