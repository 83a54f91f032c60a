/**
 * Figures drawn from what happened: recorded bytes, lists, tables and timings, as SVG and as text.
 *
 * @module
 */

export type { Figure, FigureBundle } from "./figure.ts";
export type { LayerTone, Tone } from "./drawing/tone.ts";

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

// Layers, and what each adds.
export { encapsulation } from "./layers/encapsulation.ts";
export { layerStack, type LayerStackOptions } from "./layers/layer_stack.ts";
export type { LayerFact } from "./layers/layer_fact.ts";
export { hourglass, type HourglassOptions } from "./layers/hourglass.ts";
export {
  type EndpointFact,
  type Protocol,
  PROTOCOLS,
  protocolsOf,
} from "./layers/registered_protocols.ts";

// What lies in memory and in the system's tables.
export {
  addrinfoChain,
  type AddrInfoChainOptions,
} from "./memory/addr_info_chain.ts";
export type { AddrInfoFact } from "./memory/addr_info_facts.ts";
export {
  descriptorMap,
  type DescriptorMapOptions,
} from "./descriptors/descriptor_map.ts";
export type {
  DescriptorFact,
  DescriptorState,
  ProcessFact,
  SocketFact,
} from "./descriptors/descriptor_facts.ts";
export type { DescriptorChoice } from "./descriptors/gather_open_files.ts";

// Calls and clocks.
export {
  lifecycle,
  type LifecycleOptions,
  type TraceFacts,
} from "./calls/lifecycle.ts";
export type { CallFact, PartyCalls } from "./calls/call_facts.ts";
export { splitCalls } from "./calls/split_calls.ts";
export { type AttemptFact, attempts } from "./spans/attempts.ts";
export { type TimelineFacts, waterfall } from "./spans/waterfall.ts";
export { plot, type PlotOptions } from "./plot/plot.ts";
export type { PlotSeries } from "./plot/plot_series.ts";
