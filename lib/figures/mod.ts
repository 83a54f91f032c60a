/**
 * Figures drawn from what happened: recorded bytes, lists, tables and timings, as SVG and as text.
 *
 * @module
 */

export type { Figure, FigureBundle } from "./figure.ts";

// Who said what, when.
export { ladder, type LadderOptions } from "./ladder/ladder.ts";
export type { PartyNames } from "./ladder/gather_ladder.ts";
export type { LadderNote, WireFact, WireFacts } from "./ladder/wire_facts.ts";

// Bytes, and what they mean.
export { byteGrid, type ByteGridOptions } from "./bytes/byte_grid.ts";
export type { ByteField, FieldDecoder } from "./bytes/byte_field.ts";
export { visibleText } from "./bytes/visible_text.ts";
export {
  decodeRequestFields,
  decodeResponseFields,
} from "./decode/decode_http_fields.ts";
export { decodeSockaddrFields } from "./decode/decode_sockaddr_fields.ts";
export { decodeAddrInfoFields } from "./decode/decode_addr_info_fields.ts";
export { decodeEthernetFields } from "./decode/decode_ethernet_fields.ts";
export { decodeIpv4Fields } from "./decode/decode_ipv4_fields.ts";
export { decodeIpv6Fields } from "./decode/decode_ipv6_fields.ts";
export {
  decodeTcpFields,
  type SegmentEnds,
} from "./decode/decode_tcp_fields.ts";
export { decodeUdpFields } from "./decode/decode_udp_fields.ts";
export { decodeDnsFields } from "./decode/decode_dns_fields.ts";
export {
  decodeFrameFields,
  type FrameLayer,
  readFrame,
} from "./decode/decode_frame_fields.ts";
export { internetChecksum, pseudoHeader } from "./decode/internet_checksum.ts";
export type { Tone } from "./drawing/tone.ts";
