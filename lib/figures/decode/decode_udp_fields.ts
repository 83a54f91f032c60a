import { type ByteField } from "../bytes/byte_field.ts";
import {
  type SegmentEnds,
  takeChecksum,
  takePorts,
} from "./decode_tcp_fields.ts";
import { FieldCursor } from "./field_cursor.ts";

/**
 * Fields of a UDP datagram, or of its header alone. Source: RFC 768.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeUdpFields } from "sockets/figures";
 *
 * const datagram = Uint8Array.of(0x30, 0x39, 0, 53, 0, 8, 0, 0);
 * console.log(byteGrid(datagram, decodeUdpFields).text);
 * ```
 */
export function decodeUdpFields(
  bytes: Uint8Array,
  ends?: SegmentEnds,
): ByteField[] {
  return readUdp(bytes, ends).fields;
}

/** A datagram's fields, its ports, and where its payload begins. */
export function readUdp(
  bytes: Uint8Array,
  ends?: SegmentEnds,
): { fields: ByteField[]; ports: number[]; payloadAt: number } {
  const cursor = new FieldCursor(bytes);
  const ports = takePorts(cursor);
  cursor.number(
    "length",
    2,
    "transport",
    (length) =>
      length < 8 || (length > bytes.length && bytes.length > 8)
        ? { fault: `${length} B, but ${bytes.length} are here` }
        : `${length} B`,
  );
  takeChecksum(cursor, ends, 17);
  const payloadAt = cursor.offset;
  cursor.rest("payload", "soft");
  return { fields: cursor.fields, ports, payloadAt };
}
