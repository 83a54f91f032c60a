import { type ByteField } from "../bytes/byte_field.ts";
import { hexPair } from "../bytes/visible_text.ts";
import { describeChecksum } from "./decode_ipv4_fields.ts";
import { bigEndian, FieldCursor } from "./field_cursor.ts";
import { pseudoHeader } from "./internet_checksum.ts";
import { WELL_KNOWN_PORTS, withName } from "./registered_numbers.ts";

/**
 * The addresses of the packet a segment came in: with them its checksum can be verified.
 *
 * @example
 * ```ts
 * import { decodeTcpFields, type SegmentEnds } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const loopback = new Uint8Array([127, 0, 0, 1]);
 * const ends: SegmentEnds = { source: loopback, destination: loopback };
 * const segment = new Uint8Array(20).fill(0x50, 12, 13);
 * const checksum = decodeTcpFields(segment, ends).find(({ name }) => name === "checksum");
 * assertEquals(checksum?.value, "0x0000, wrong"); // Without the ends nobody could tell.
 * ```
 */
export interface SegmentEnds {
  /** The address it came from: 4 bytes, or 16 of IPv6. */
  source: Uint8Array;
  /** The address it goes to, as long as the other. */
  destination: Uint8Array;
}

const FLAGS = ["CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN"];

/**
 * Fields of a TCP segment. Source: RFC 9293 §3.1 and §3.2.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeTcpFields } from "sockets/figures";
 *
 * const header = new Uint8Array(20).fill(0x50, 12, 13).fill(0x02, 13, 14);
 * console.log(byteGrid(header, decodeTcpFields).text);
 * ```
 */
export function decodeTcpFields(
  bytes: Uint8Array,
  ends?: SegmentEnds,
): ByteField[] {
  return readTcp(bytes, ends).fields;
}

/** A segment's fields, its ports, and where its payload begins. */
export function readTcp(
  bytes: Uint8Array,
  ends?: SegmentEnds,
): { fields: ByteField[]; ports: number[]; payloadAt: number } {
  const cursor = new FieldCursor(bytes);
  const ports = takePorts(cursor);
  cursor.number("sequence number", 4, "transport");
  cursor.number("acknowledgment", 4, "transport");
  const first = cursor.number(
    "data offset",
    1,
    "transport",
    (octet) =>
      octet >> 4 < 5
        ? { fault: `${(octet >> 4) * 4} B, under 20` }
        : `${(octet >> 4) * 4} B`,
  ) ?? 0;
  cursor.number("flags", 1, "transport", describeFlags);
  cursor.number("window", 2, "transport", (size) => `${size} B`);
  takeChecksum(cursor, ends, 6);
  cursor.number("urgent pointer", 2, "transport");
  cursor.take("options", (first >> 4) * 4 - 20, {
    tone: "transport",
    show: "none",
    value: describeOptions,
  });
  const payloadAt = cursor.offset;
  cursor.rest("payload", "soft");
  return { fields: cursor.fields, ports, payloadAt };
}

/** Takes the two ports that TCP and UDP begin with. */
export function takePorts(cursor: FieldCursor): number[] {
  return ["source port", "destination port"].map((name) =>
    cursor.number(
      name,
      2,
      "transport",
      (port) => withName(port, WELL_KNOWN_PORTS),
    ) ?? 0
  );
}

/** Takes a checksum over pseudo-header and segment; unverified where the addresses are unknown. */
export function takeChecksum(
  cursor: FieldCursor,
  ends: SegmentEnds | undefined,
  protocol: number,
): void {
  const { bytes } = cursor;
  cursor.take("checksum", 2, {
    tone: "transport",
    show: "none",
    value: (octets) => {
      const written = `0x${Array.from(octets, hexPair).join("")}`;
      if (!ends) return written;
      // RFC 768: a UDP checksum of zero was not computed.
      if (protocol === 17 && bigEndian(octets) === 0) return `${written}, none`;
      const { source, destination } = ends;
      const header = pseudoHeader(source, destination, protocol, bytes.length);
      return describeChecksum(octets, header, bytes);
    },
  });
}

function describeFlags(octet: number): string {
  const set = FLAGS.filter((_, index) => octet & (0x80 >> index));
  return set.join(" ") || "none";
}

function describeOptions(octets: Uint8Array): string | { fault: string } {
  const names: string[] = [];
  for (let offset = 0; offset < octets.length;) {
    const [kind, length] = octets.subarray(offset);
    if (kind === 0) break;
    if (kind === 1) {
      offset += 1;
      continue;
    }
    if (!(length >= 2) || offset + length > octets.length) {
      return { fault: [...names, `kind ${kind}, cut off`].join(", ") };
    }
    const value = octets.subarray(offset + 2, offset + length);
    names.push(nameOption(kind, value));
    offset += length;
  }
  return names.join(", ");
}

function nameOption(kind: number, value: Uint8Array): string {
  switch (kind) {
    case 2:
      return `MSS ${bigEndian(value)}`;
    case 3:
      return `scale ${bigEndian(value)}`;
    case 4:
      return "SACK allowed";
    case 5:
      return "SACK";
    case 8:
      return "timestamps";
    default:
      return `kind ${kind}`;
  }
}
