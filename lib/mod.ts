/**
 * Sockets for learning networks by running them: open a bar, let a client in, pass bytes, close.
 *
 * @module
 */

// The bar opens, a client comes in.
export { listen, type ListenOptions } from "./listen.ts";
export { type AcceptOptions, Listener } from "./listener.ts";
export { connect, type ConnectOptions } from "./connect.ts";
export type { ConnectAttempt, ConnectOutcome } from "./connect_attempt.ts";
export {
  Connection,
  type ConnectionOptions,
  type SystemConnection,
} from "./connection.ts";

// Bytes go out and come in.
export { writeAll, type WriteOptions } from "./write_all.ts";
export { readLine, type ReadLineOptions } from "./read_line.ts";
export type { LineEncoding } from "./line_batch.ts";
export { lines } from "./lines.ts";
export { readExactly, type ReadOptions } from "./read_exactly.ts";
export { type ReadLimitOptions, readUntil } from "./read_until.ts";
export { readToEnd } from "./read_to_end.ts";
export { startTls, type StartTlsOptions } from "./start_tls.ts";

// What crossed the wire.
export {
  type RecordOptions,
  recordWire,
  type WireRecording,
} from "./record_wire.ts";
export type { WireEvent } from "./wire_event.ts";
export { addressLabel } from "./address_label.ts";

// Names and addresses.
export { getaddrinfo } from "./getaddrinfo.ts";
export type {
  AddressFamily,
  AddrInfo,
  AddrInfoFlag,
  AddrInfoHints,
  AddrInfoList,
  SocketProtocol,
  SocketType,
} from "./addr_info.ts";

export {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  AF_UNSPEC,
  AI_ADDRCONFIG,
  AI_ALL,
  AI_CANONNAME,
  AI_NUMERICHOST,
  AI_NUMERICSERV,
  AI_PASSIVE,
  AI_V4MAPPED,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
} from "./socket_constants.ts";
export type {
  InetSocketAddress,
  SocketAddress,
  UnixSocketAddress,
} from "./socket_address.ts";
export { encodeSockaddr } from "./encode_sockaddr.ts";
export { decodeSockaddr } from "./decode_sockaddr.ts";
export type { AddrInfoMemory } from "./addr_info_memory.ts";
export { type AddrInfoStruct, readAddrInfoStruct } from "./addr_info_layout.ts";
export type {
  AddrInfoLayout,
  Platform,
  PlatformName,
  SocketConstantName,
} from "./platform.ts";
export { PLATFORMS } from "./platforms.ts";

// What can go wrong, and waiting.
export {
  AbortError,
  AddressError,
  BusyError,
  ClosedError,
  ConnectionResetError,
  DeadlineError,
  InterruptedError,
  LineTooLongError,
  ListenError,
  ReadLimitError,
  SocketError,
  UnexpectedEndError,
} from "./errors.ts";
export { ConnectError } from "./connect_error.ts";
export { interruptWaits, type WaitOptions } from "./deadline.ts";
