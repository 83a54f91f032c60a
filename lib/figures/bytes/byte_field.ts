import { type Tone } from "../drawing/tone.ts";

/** What stands under a byte. */
export type ByteShow = "character" | "decimal" | "none";

/**
 * A named range of bytes: what a header's diagram in an RFC shows as one box.
 *
 * @example
 * ```ts
 * import { byteGrid, type ByteField } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const port: ByteField = { name: "port", start: 0, end: 2, tone: "transport", value: "80", show: "decimal" };
 * assertStringIncludes(byteGrid(new Uint8Array([0, 80]), [port]).text, "port");
 * ```
 */
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

/**
 * Finds the fields in bytes. Field decoders are pure and never throw: faults become fields.
 *
 * @example
 * ```ts
 * import { byteGrid, type FieldDecoder } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const decodeOrder: FieldDecoder = (bytes) => {
 *   const end = bytes.indexOf(0x0a); // LF
 *   return end < 0 ? [] : [{ name: "order", start: 0, end, tone: "app" }];
 * };
 * const figure = byteGrid(new TextEncoder().encode("cider\n"), decodeOrder);
 * assertStringIncludes(figure.text, "order");
 * ```
 */
export type FieldDecoder = (bytes: Uint8Array) => ByteField[];
