import { type Tone } from "../drawing/tone.ts";

/** What stands under a byte. */
export type ByteShow = "character" | "decimal" | "none";

/** A named range of bytes: what a header's diagram in an RFC shows as one box. */
export interface ByteField {
  /** The field's name in its RFC or manual page. */
  name: string;
  /** Offset of its first byte. */
  start: number;
  /** Offset after its last byte. */
  end: number;
  /** Colour of the layer it belongs to; `soft` for what separates others. */
  tone: Tone;
  /** What the bytes mean, in words. */
  value?: string;
  /** What stands under each byte: its character (default), its decimal value, or nothing. */
  show?: ByteShow;
}

/** Finds the fields in bytes. Field decoders are pure and never throw: faults become fields. */
export type FieldDecoder = (bytes: Uint8Array) => ByteField[];
