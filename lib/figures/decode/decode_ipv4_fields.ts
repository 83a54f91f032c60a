import { formatIpAddress } from "../../ip_address.ts";
import { type ByteField } from "../bytes/byte_field.ts";
import { hexPair } from "../bytes/visible_text.ts";
import { FieldCursor } from "./field_cursor.ts";
import { internetChecksum } from "./internet_checksum.ts";
import { IP_PROTOCOLS, withName } from "./registered_numbers.ts";

/** What an IP header says about its payload. */
export interface IpPacket {
  fields: ByteField[];
  /** Number of the protocol carried. */
  protocol?: number;
  source?: Uint8Array;
  destination?: Uint8Array;
  payloadAt: number;
  payloadEnd: number;
  /** The payload is not the beginning of what was sent. */
  fragment: boolean;
  /** It is the beginning, and another packet has the rest. */
  goesOn?: boolean;
}

/**
 * Fields of an IPv4 packet, or of its header alone; the header checksum is verified.
 *
 * Source: RFC 791 §3.1, RFC 2474.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeIpv4Fields } from "sockets/figures";
 *
 * const header = new Uint8Array(20).fill(0x45, 0, 1);
 * console.log(byteGrid(header, decodeIpv4Fields).text);
 * ```
 */
export function decodeIpv4Fields(bytes: Uint8Array): ByteField[] {
  return readIpv4(bytes).fields;
}

/** A packet's fields, and what it carries. */
export function readIpv4(bytes: Uint8Array): IpPacket {
  const cursor = new FieldCursor(bytes);
  const first = cursor.number(
    "version, header length",
    1,
    "network",
    (octet) =>
      octet >> 4 === 4
        ? `4, ${(octet & 15) * 4} B`
        : { fault: `version ${octet >> 4}, not 4` },
  ) ?? 0;
  const headerLength = (first & 15) * 4;
  if (headerLength < 20 && !cursor.ended) {
    cursor.fault("not a header", "the header length is under 20 B");
  }
  cursor.number(
    "DSCP, ECN",
    1,
    "network",
    (octet) => `${octet >> 2}, ${octet & 3}`,
  );
  const total = cursor.number(
    "total length",
    2,
    "network",
    (length) =>
      length < headerLength
        ? { fault: `${length} B, less than the header` }
        : length > bytes.length && bytes.length > headerLength
        ? { fault: `${length} B, but ${bytes.length} are here` }
        : `${length} B`,
  ) ?? bytes.length;
  cursor.number("identification", 2, "network");
  const fragment =
    cursor.number("flags, fragment offset", 2, "network", describeFragment) ??
      0;
  cursor.number("time to live", 1, "network");
  const protocol = cursor.number(
    "protocol",
    1,
    "network",
    (number) => withName(number, IP_PROTOCOLS),
  );
  cursor.take("header checksum", 2, {
    tone: "network",
    show: "none",
    value: (octets) =>
      describeChecksum(octets, bytes.subarray(0, headerLength)),
  });
  const source = takeAddress(cursor, "source address", 4);
  const destination = takeAddress(cursor, "destination address", 4);
  cursor.take("options", headerLength - 20, { tone: "network", show: "none" });
  const payloadAt = cursor.offset;
  cursor.rest("payload", "soft");
  return {
    fields: cursor.fields,
    protocol,
    source,
    destination,
    payloadAt,
    payloadEnd: Math.max(payloadAt, Math.min(bytes.length, total)),
    fragment: (fragment & 0x1fff) > 0,
    goesOn: (fragment & 0x3fff) === 0x2000,
  };
}

/** Takes an IP address of 4 or 16 bytes. */
export function takeAddress(
  cursor: FieldCursor,
  name: string,
  length: 4 | 16,
): Uint8Array | undefined {
  return cursor.take(name, length, {
    tone: "network",
    show: length === 4 ? "decimal" : "none",
    value: formatIpAddress,
  });
}

function describeFragment(word: number): string {
  const flags = [
    word & 0x4000 ? "don't fragment" : "",
    word & 0x2000 ? "more fragments" : "",
  ].filter(Boolean).join(", ") || "none";
  return `${flags}, ${(word & 0x1fff) * 8}`;
}

/** A checksum with the verdict of the sum over `covered`, which contains it. */
export function describeChecksum(
  octets: Uint8Array,
  ...covered: readonly Uint8Array[]
): string | { fault: string } {
  const written = `0x${Array.from(octets, hexPair).join("")}`;
  const remainder = internetChecksum(...covered);
  if (remainder === 0) return `${written}, correct`;
  return { fault: `${written}, wrong` };
}
