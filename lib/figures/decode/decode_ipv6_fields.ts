import { type ByteField } from "../bytes/byte_field.ts";
import { type IpPacket, takeAddress } from "./decode_ipv4_fields.ts";
import { FieldCursor } from "./field_cursor.ts";
import { IP_PROTOCOLS, withName } from "./registered_numbers.ts";

/** Hop-by-hop, routing and destination options: their length counts units of 8 bytes after the first. */
const EXTENSIONS = [0, 43, 60];
const FRAGMENT = 44;

/**
 * Fields of an IPv6 packet with its extension headers, or of its header alone. Source: RFC 8200 §3 and §4.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeIpv6Fields } from "sockets/figures";
 *
 * const header = new Uint8Array(40).fill(0x60, 0, 1);
 * console.log(byteGrid(header, decodeIpv6Fields).text);
 * ```
 */
export function decodeIpv6Fields(bytes: Uint8Array): ByteField[] {
  return readIpv6(bytes).fields;
}

/** A packet's fields, and what it carries. */
export function readIpv6(bytes: Uint8Array): IpPacket {
  const cursor = new FieldCursor(bytes);
  cursor.number(
    "version, class, flow label",
    4,
    "network",
    (word) =>
      word >>> 28 === 6
        ? `6, ${(word >>> 20) & 0xff}, ${word & 0xfffff}`
        : { fault: `version ${word >>> 28}, not 6` },
  );
  const length = cursor.number(
    "payload length",
    2,
    "network",
    (size) =>
      size + 40 > bytes.length && bytes.length > 40
        ? {
          fault: `${size} B, but ${bytes.length - 40} are here`,
        }
        : `${size} B`,
  ) ?? 0;
  let protocol = cursor.number(
    "next header",
    1,
    "network",
    (number) => withName(number, IP_PROTOCOLS),
  );
  cursor.number("hop limit", 1, "network");
  const source = takeAddress(cursor, "source address", 16);
  const destination = takeAddress(cursor, "destination address", 16);
  let fragment = false;
  // Each turn takes 8 bytes or more, so that the bytes bound the loop.
  while (
    cursor.left > 0 && protocol !== undefined &&
    (EXTENSIONS.includes(protocol) || protocol === FRAGMENT)
  ) {
    fragment ||= protocol === FRAGMENT;
    protocol = takeExtension(cursor, protocol);
  }
  const payloadAt = cursor.offset;
  cursor.rest("payload", "soft");
  return {
    fields: cursor.fields,
    protocol,
    source,
    destination,
    payloadAt,
    payloadEnd: Math.max(payloadAt, Math.min(bytes.length, 40 + length)),
    fragment,
  };
}

function takeExtension(
  cursor: FieldCursor,
  kind: number,
): number | undefined {
  const units = cursor.bytes[cursor.offset + 1] ?? 0;
  const length = kind === FRAGMENT ? 8 : (units + 1) * 8;
  const octets = cursor.take(IP_PROTOCOLS[kind], length, {
    tone: "network",
    show: "none",
    value: ([next]) => `next header ${withName(next, IP_PROTOCOLS)}`,
  });
  return octets?.[0];
}
