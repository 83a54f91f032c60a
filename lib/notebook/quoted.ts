const NAMED: Record<string, string> = {
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/**
 * Bytes as a quoted string: line ends visible, UTF-8 as characters, every other byte as `\xNN`.
 *
 * @example
 * ```ts
 * import { quoted } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quoted(new TextEncoder().encode("été\r\n")), '"été\\r\\n"');
 * assertEquals(quoted(Uint8Array.of(0xc3)), '"\\xc3"');
 * ```
 */
export function quoted(bytes: Uint8Array): string {
  return `"${decode(bytes).replace(UNPRINTABLE, escapeCharacter)}"`;
}

/** A byte that is not part of UTF-8 becomes a lone surrogate, as in Python's "surrogateescape". */
const ESCAPED_BYTE = 0xdc00;
// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\0-\x1f"\\\x7f\u0080-\u009f\udc80-\udcff]/g;

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes);
  } catch {
    return Array.from(
      bytes,
      (byte) => String.fromCharCode(byte < 0x80 ? byte : ESCAPED_BYTE + byte),
    ).join("");
  }
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0) & 0xff;
  return NAMED[character] ?? `\\x${code.toString(16).padStart(2, "0")}`;
}
