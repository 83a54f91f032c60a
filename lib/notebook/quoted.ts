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
 * A character that nobody sees, such as a byte order mark, is shown by its bytes: what differs never looks alike.
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
  const octets = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(
    "",
  );
  const shown = octets.replace(
    TO_DECODE_OR_ESCAPE,
    (match, sequence) =>
      sequence === undefined ? escapeOctet(match) : decode(match),
  );
  return `"${shown}"`;
}

/** The characters of several octets in UTF-8: RFC 3629 §4. */
const SEQUENCES = [
  String.raw`[\xc2-\xdf][\x80-\xbf]`,
  String.raw`\xe0[\xa0-\xbf][\x80-\xbf]`,
  String.raw`[\xe1-\xec\xee\xef][\x80-\xbf]{2}`,
  String.raw`\xed[\x80-\x9f][\x80-\xbf]`,
  String.raw`\xf0[\x90-\xbf][\x80-\xbf]{2}`,
  String.raw`[\xf1-\xf3][\x80-\xbf]{3}`,
  String.raw`\xf4[\x80-\x8f][\x80-\xbf]{2}`,
];
/** Such a character, or one octet that would not be seen as it is. */
const TO_DECODE_OR_ESCAPE = new RegExp(
  String.raw`(${SEQUENCES.join("|")})|[\0-\x1f\x7f-\xff"\\]`,
  "g",
);

/** Controls, direction overrides, marks of byte order, line separators. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

function decode(octets: string): string {
  const character = UTF8.decode(
    Uint8Array.from(octets, (octet) => octet.charCodeAt(0)),
  );
  return UNSEEN.test(character)
    ? Array.from(octets, escapeOctet).join("")
    : character;
}

function escapeOctet(octet: string): string {
  const hex = octet.charCodeAt(0).toString(16).padStart(2, "0");
  return NAMED[octet] ?? `\\x${hex}`;
}
