import type { Platform } from "../../platform.ts";
import { HOST_PLATFORM } from "../../platforms.ts";
import { type ByteField } from "../bytes/byte_field.ts";
import { type Tone } from "../drawing/tone.ts";
import { bigEndian, FieldCursor } from "./field_cursor.ts";

/**
 * Fields of a `struct addrinfo`, by this system's layout or another's.
 *
 * With the wrong layout the fields are wrong: that is worth seeing. Source: `<netdb.h>`.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeAddrInfoFields } from "sockets/figures";
 *
 * const struct = new Uint8Array(48).fill(1, 4, 5);
 * console.log(byteGrid(struct, decodeAddrInfoFields).text);
 * ```
 */
export function decodeAddrInfoFields(
  bytes: Uint8Array,
  platform: Platform = HOST_PLATFORM,
): ByteField[] {
  const cursor = new FieldCursor(bytes);
  const { addrinfo: layout, constants } = platform;
  const named = (prefix: string) => (number: number) => {
    const name = Object.entries(constants).find(([key, value]) =>
      key.startsWith(prefix) && value === number
    )?.[0];
    return name ? `${number} ${name}` : String(number);
  };
  takeInt(cursor, "ai_flags", "app", (flags) => flagNames(flags, constants));
  takeInt(cursor, "ai_family", "network", named("AF_"));
  takeInt(cursor, "ai_socktype", "transport", named("SOCK_"));
  takeInt(cursor, "ai_protocol", "transport", named("IPPROTO_"));
  takeLittle(
    cursor,
    "ai_addrlen",
    layout.addrlenIsWide ? 8 : 4,
    (length) => `${length} B`,
  );
  const pointers = [
    { name: "ai_addr", at: layout.addr, tone: "network" },
    { name: "ai_canonname", at: layout.canonname, tone: "app" },
    { name: "ai_next", at: layout.next, tone: "link" },
  ] as const;
  for (const { name, at, tone } of [...pointers].sort((a, b) => a.at - b.at)) {
    cursor.take("padding", at - cursor.offset, { tone: "soft", show: "none" });
    takeLittle(
      cursor,
      name,
      8,
      (pointer) => pointer === 0n ? "NULL" : `0x${pointer.toString(16)}`,
      tone,
    );
  }
  return cursor.fields;
}

function takeInt(
  cursor: FieldCursor,
  name: string,
  tone: Tone,
  value: (number: number) => string,
): void {
  cursor.take(name, 4, {
    tone,
    show: "none",
    value: (octets) => value(bigEndian(octets.toReversed()) | 0),
  });
}

/** The systems with these layouts are all little-endian. */
function takeLittle(
  cursor: FieldCursor,
  name: string,
  length: 4 | 8,
  value: (number: bigint) => string,
  tone: Tone = "network",
): void {
  cursor.take(name, length, {
    tone,
    show: "none",
    value: (octets) =>
      value(octets.reduceRight((sum, octet) => sum * 256n + BigInt(octet), 0n)),
  });
}

function flagNames(
  flags: number,
  constants: Readonly<Record<string, number>>,
): string {
  const names = Object.entries(constants)
    .filter(([name, bit]) => name.startsWith("AI_") && flags & bit)
    .map(([name]) => name);
  return names.length > 0 ? `${flags} ${names.join(" ")}` : String(flags);
}
