import { hexdumpText } from "./hexdump_text.ts";
import { TextDisplay } from "./text_display.ts";

/**
 * How {@linkcode hexdump} lays bytes out.
 *
 * @example
 * ```ts
 * import { hexdump, type HexdumpOptions } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * const narrow: HexdumpOptions = { columns: 3 };
 * const lines = String(hexdump(new TextEncoder().encode("cider\n"), narrow)).split("\n");
 * assertEquals(lines, ["0000  63 69 64  |cid|", "0003  65 72 0a  |er·|"]);
 * ```
 */
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
  return new TextDisplay(hexdumpText(bytes, { columns, maxBytes }));
}
