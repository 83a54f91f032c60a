import { type ByteField, type ByteShow } from "../bytes/byte_field.ts";
import { type Tone } from "../drawing/tone.ts";

/** What a cursor is told about the field it takes. */
export interface FieldKind {
  tone: Tone;
  show?: ByteShow;
  /** The field's meaning; returning `{ fault }` marks it as wrong. */
  value?: (octets: Uint8Array) => string | { fault: string };
}

/**
 * Walks through bytes and notes a field for every range taken. Past the end it takes what is there,
 * notes that as cut off, and from then on takes nothing: decoders need no checks of their own.
 */
export class FieldCursor {
  readonly bytes: Uint8Array;
  readonly fields: ByteField[] = [];
  offset = 0;
  /** Bytes ran out, or a fault made the rest unreadable. */
  ended = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Bytes not yet taken. */
  get left(): number {
    return this.ended ? 0 : this.bytes.length - this.offset;
  }

  /** Takes `length` bytes as a field; returns them, or nothing where there are not so many. */
  take(name: string, length: number, kind: FieldKind): Uint8Array | undefined {
    if (this.ended || length <= 0) return undefined;
    if (length > this.left) {
      const missing = length - this.left;
      this.fault(`${name}, cut off`, `${missing} of ${length} B missing`);
      return undefined;
    }
    const start = this.offset;
    const octets = this.bytes.subarray(start, start + length);
    const value = kind.value?.(octets);
    const wrong = typeof value === "object";
    this.offset += length;
    this.fields.push({
      name,
      start,
      end: this.offset,
      tone: wrong ? "alarm" : kind.tone,
      value: wrong ? value.fault : value,
      ...(kind.show ? { show: kind.show } : {}),
    });
    return octets;
  }

  /** Takes a big-endian number of 1, 2 or 4 bytes. */
  number(
    name: string,
    length: 1 | 2 | 4,
    tone: Tone,
    value: (number: number) => string | { fault: string } = String,
  ): number | undefined {
    const octets = this.take(name, length, {
      tone,
      show: "none",
      value: (taken) => value(bigEndian(taken)),
    });
    return octets && bigEndian(octets);
  }

  /** Takes everything left. */
  rest(name: string, tone: Tone): void {
    this.take(name, this.left, { tone });
  }

  /** Notes what is left as wrong and ends; where nothing is left, the last field says it. */
  fault(name: string, value: string): void {
    if (this.ended) return;
    const last = this.fields[this.fields.length - 1];
    if (this.left > 0) {
      const end = this.bytes.length;
      this.fields.push({ name, start: this.offset, end, tone: "alarm", value });
    } else if (last) {
      last.tone = "alarm";
      last.value = `${last.value ?? ""}; ${name}: ${value}`;
    }
    this.offset = this.bytes.length;
    this.ended = true;
  }
}

/** A number in network byte order. */
export function bigEndian(octets: Uint8Array): number {
  return octets.reduce((number, octet) => number * 256 + octet, 0);
}

/** The same fields further on: those of a payload, in terms of the whole packet. */
export function shiftFields(
  fields: readonly ByteField[],
  offset: number,
): ByteField[] {
  return fields.map((field) => ({
    ...field,
    start: field.start + offset,
    end: field.end + offset,
  }));
}
