import { type ByteField } from "../bytes/byte_field.ts";
import { isMostlyText, visibleText } from "../bytes/visible_text.ts";
import { decodeDnsFields } from "./decode_dns_fields.ts";
import { readEthernet } from "./decode_ethernet_fields.ts";
import { type IpPacket, readIpv4 } from "./decode_ipv4_fields.ts";
import { readIpv6 } from "./decode_ipv6_fields.ts";
import { readTcp } from "./decode_tcp_fields.ts";
import { readUdp } from "./decode_udp_fields.ts";
import { shiftFields } from "./field_cursor.ts";
import { ETHER_TYPES, IP_PROTOCOLS } from "./registered_numbers.ts";

/**
 * One header of a frame: its protocol and the range of bytes it takes.
 *
 * @example
 * ```ts
 * import { type FrameLayer, readFrame } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * function headerSize({ start, end }: FrameLayer): number {
 *   return end - start;
 * }
 * const frame = new Uint8Array(60).fill(0x08, 12, 13).fill(0x45, 14, 15);
 * assertEquals(readFrame(frame).map(headerSize), [14, 20]); // Ethernet, IPv4
 * ```
 */
export interface FrameLayer {
  /** The protocol: `Ethernet`, `IPv4`, `TCP`. */
  name: string;
  /** The layer whose colour it has. */
  tone: "app" | "transport" | "network" | "link";
  /** Offset of its first byte in the frame. */
  start: number;
  /** End of the header, where the next layer begins. */
  end: number;
  /** Its fields, at their offsets in the frame. */
  fields: ByteField[];
}

/**
 * Fields of all headers in an Ethernet frame, down to the message it carries.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeFrameFields } from "sockets/figures";
 *
 * const frame = new Uint8Array(60).fill(0x08, 12, 13).fill(0x45, 14, 15);
 * console.log(byteGrid(frame, decodeFrameFields).text);
 * ```
 */
export function decodeFrameFields(bytes: Uint8Array): ByteField[] {
  return readFrame(bytes).flatMap(({ fields }) => fields)
    .sort((one, other) => one.start - other.start);
}

/**
 * The headers of an Ethernet frame, outermost first; each length is taken from its header.
 *
 * @example
 * ```ts
 * import { readFrame } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = new Uint8Array(60).fill(0x08, 12, 13).fill(0x06, 13, 14);
 * assertEquals(readFrame(frame).map(({ name }) => name), ["Ethernet", "ARP"]);
 * ```
 */
export function readFrame(bytes: Uint8Array): FrameLayer[] {
  const { fields, etherType, payloadAt } = readEthernet(bytes);
  const link: FrameLayer = {
    name: "Ethernet",
    tone: "link",
    start: 0,
    end: payloadAt,
    fields: withoutPayload(fields),
  };
  const rest = bytes.subarray(payloadAt);
  if (rest.length === 0) return [link];
  const packet = etherType === 0x0800
    ? readIpv4(rest)
    : etherType === 0x86dd
    ? readIpv6(rest)
    : undefined;
  if (!packet) {
    const name = ETHER_TYPES[etherType ?? 0] ?? "payload";
    return [link, messageLayer(name, rest, payloadAt)];
  }
  const trailer: ByteField[] = packet.payloadEnd < rest.length
    ? [{
      name: "padding",
      start: payloadAt + packet.payloadEnd,
      end: bytes.length,
      tone: "soft",
    }]
    : [];
  const network: FrameLayer = {
    name: etherType === 0x0800 ? "IPv4" : "IPv6",
    tone: "network",
    start: payloadAt,
    end: payloadAt + packet.payloadAt,
    fields: shiftFields(withoutPayload(packet.fields), payloadAt).concat(
      trailer,
    ),
  };
  return [link, network, ...readSegment(rest, packet, payloadAt)];
}

function readSegment(
  packetBytes: Uint8Array,
  packet: IpPacket,
  offset: number,
): FrameLayer[] {
  const { protocol, source, destination, payloadAt, payloadEnd, fragment } =
    packet;
  const bytes = packetBytes.subarray(payloadAt, payloadEnd);
  const start = offset + payloadAt;
  if (bytes.length === 0) return [];
  const read = protocol === 6 ? readTcp : protocol === 17 ? readUdp : undefined;
  if (!read || fragment) {
    const name = IP_PROTOCOLS[protocol ?? -1] ?? "payload";
    return [messageLayer(fragment ? "fragment" : name, bytes, start)];
  }
  // A checksum covers the whole segment: a part of one cannot be verified.
  const ends = source && destination && !packet.goesOn
    ? { source, destination }
    : undefined;
  const segment = read(bytes, ends);
  const end = start + segment.payloadAt;
  const layer: FrameLayer = {
    name: protocol === 6 ? "TCP" : "UDP",
    tone: "transport",
    start,
    end,
    fields: shiftFields(withoutPayload(segment.fields), start),
  };
  const message = bytes.subarray(segment.payloadAt);
  if (message.length === 0) return [layer];
  if (protocol === 17 && segment.ports.includes(53)) {
    const fields = shiftFields(decodeDnsFields(message), end);
    const last = end + message.length;
    return [layer, { name: "DNS", tone: "app", start: end, end: last, fields }];
  }
  return [layer, messageLayer(nameMessage(message), message, end)];
}

function nameMessage(message: Uint8Array): string {
  const line = new TextDecoder("latin1").decode(message.subarray(0, 256));
  const http = /^(?:[A-Z]+ \S+ HTTP\/\d|HTTP\/\d\.\d \d{3})/.test(line);
  return http ? "HTTP" : "message";
}

function messageLayer(
  name: string,
  bytes: Uint8Array,
  start: number,
): FrameLayer {
  const head = bytes.subarray(0, 80);
  const end = start + bytes.length;
  const value = isMostlyText(head) ? visibleText(head) : `${bytes.length} B`;
  const field: ByteField = { name, start, end, tone: "app", value };
  return { name, tone: "app", start, end, fields: [field] };
}

/** The payload is described by the next layer. */
function withoutPayload(fields: readonly ByteField[]): ByteField[] {
  return fields.filter(({ name, tone }) =>
    name !== "payload" || tone !== "soft"
  );
}
