import { type ByteField } from "../bytes/byte_field.ts";
import { hexPair } from "../bytes/visible_text.ts";
import { FieldCursor, type FieldKind } from "./field_cursor.ts";
import { ETHER_TYPES } from "./registered_numbers.ts";

/**
 * Fields of an Ethernet frame as a capture shows it, without preamble and check sequence.
 *
 * Source: RFC 894, IEEE 802.3 §3.2; a VLAN tag by IEEE 802.1Q.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeEthernetFields } from "sockets/figures";
 *
 * const frame = Uint8Array.of(...Array(12).fill(0), 0x08, 0x00, 0x45);
 * console.log(byteGrid(frame, decodeEthernetFields).text);
 * ```
 */
export function decodeEthernetFields(bytes: Uint8Array): ByteField[] {
  return readEthernet(bytes).fields;
}

/** A frame's fields, and what it carries: the EtherType, and where that begins. */
export function readEthernet(
  bytes: Uint8Array,
): { fields: ByteField[]; etherType?: number; payloadAt: number } {
  const cursor = new FieldCursor(bytes);
  cursor.take("destination MAC", 6, MAC_ADDRESS);
  cursor.take("source MAC", 6, MAC_ADDRESS);
  let etherType = cursor.number("EtherType", 2, "link", describeEtherType);
  if (etherType === 0x8100) {
    cursor.number("VLAN tag", 2, "link", (tag) => `VLAN ${tag & 0x0fff}`);
    etherType = cursor.number("inner EtherType", 2, "link", describeEtherType);
  }
  const payloadAt = cursor.offset;
  cursor.rest("payload", "soft");
  return { fields: cursor.fields, etherType, payloadAt };
}

const MAC_ADDRESS: FieldKind = { tone: "link", show: "none", value: formatMac };

function formatMac(octets: Uint8Array): string {
  const address = Array.from(octets, hexPair).join(":");
  return address === "ff:ff:ff:ff:ff:ff" ? `${address}, broadcast` : address;
}

function describeEtherType(type: number): string {
  // Up to 1500 the two bytes are a length, from 1536 on a type (IEEE 802.3 §3.2.6).
  if (type <= 1500) return `${type} B, an 802.3 length`;
  const hex = `0x${type.toString(16).padStart(4, "0")}`;
  return ETHER_TYPES[type] ? `${hex} ${ETHER_TYPES[type]}` : hex;
}
