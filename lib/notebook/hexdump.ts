import { TextDisplay } from "./text_display.ts";

/** How {@linkcode hexdump} lays bytes out. */
export interface HexdumpOptions {
  /** Bytes in a line; 8 by default, which fits a slide. */
  columns?: number;
  /** Shows no more bytes than this; 256 by default. */
  maxBytes?: number;
}

/**
 * Bytes as offset, hexadecimal values and characters, as `hexdump -C` prints them.
 *
 * What is no visible ASCII character shows as `·`.
 *
 * @example
 * ```ts
 * import { hexdump } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * const order = new TextEncoder().encode("cider\n");
 * assertEquals(String(hexdump(order)), "0000  63 69 64 65 72 0a        |cider·|");
 * ```
 */
export function hexdump(
  bytes: Uint8Array,
  options: HexdumpOptions = {},
): TextDisplay {
  const { columns = 8, maxBytes = 256 } = options;
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(
      `Cannot lay bytes out in ${columns} columns: give a whole number from 1`,
    );
  }
  if (bytes.length === 0) return new TextDisplay("(0 bytes)");
  const shown = bytes.subarray(0, Math.max(1, maxBytes));
  const lines: string[] = [];
  for (let offset = 0; offset < shown.length; offset += columns) {
    const row = shown.subarray(offset, offset + columns);
    lines.push(dumpRow(row, offset, columns));
  }
  const hidden = bytes.length - shown.length;
  if (hidden > 0) {
    lines.push(`…     and ${hidden.toLocaleString("en")} more bytes`);
  }
  return new TextDisplay(lines.join("\n"));
}

function dumpRow(row: Uint8Array, offset: number, columns: number): string {
  const values = Array.from(row, (byte) => byte.toString(16).padStart(2, "0"));
  const address = offset.toString(16).padStart(4, "0");
  const characters = Array.from(row, picture).join("");
  return `${address}  ${
    values.join(" ").padEnd(3 * columns - 1)
  }  |${characters}|`;
}

/** Only what every font has: a middle dot for what cannot be seen. */
function picture(byte: number): string {
  const visible = byte >= 0x20 && byte < 0x7f;
  return visible ? String.fromCharCode(byte) : "·";
}
