/**
 * The BSD calls themselves, over descriptors, under the names they have in C.
 *
 * Arguments stand in C's order. What C hands out through pointers is returned;
 * what it reports in errno is thrown as a {@linkcode SystemCallError}. Calls
 * that wait are promises: they wait on another thread, with a deadline.
 *
 * Linux and macOS. On Windows every call is refused with advice.
 *
 * @module
 */

// The calls, in the order of a server's life and a client's.
export { socket } from "./socket.ts";
export { setsockopt } from "./setsockopt.ts";
export type { Linger } from "./setsockopt.ts";
export { getsockopt } from "./getsockopt.ts";
export { bind } from "./bind.ts";
export { listen } from "./listen.ts";
export { accept } from "./accept.ts";
export type { Accepted } from "./accept.ts";
export { connect } from "./connect.ts";
export { getpeername, getsockname } from "./getsockname.ts";
export { send } from "./send.ts";
export { recv } from "./recv.ts";
export { write } from "./write.ts";
export { read } from "./read.ts";
export { poll } from "./poll.ts";
export type { PollDescriptor } from "./poll.ts";
export { shutdown } from "./shutdown.ts";
export { close } from "./close.ts";
export { closeDescriptors } from "./close_descriptors.ts";
export { dup } from "./dup.ts";
export { pipe } from "./pipe.ts";

// Their failures.
export { SystemCallError } from "./system_call_error.ts";
export { errnoName } from "./errno.ts";
export { DeadlineError } from "../errors.ts";

// What happened, and what the system shows.
export { CallTrace, formatCall, traceCalls } from "./trace_calls.ts";
export type { TracedArgument, TracedCall } from "./trace_calls.ts";
export { descriptors } from "./descriptors.ts";
export type { Descriptor } from "./descriptors.ts";
export { matchSockets, socketTable } from "./socket_table.ts";
export type { DescriptorSocket } from "./socket_table.ts";
export { parseSocketTable } from "./parse_socket_table.ts";
export type { SocketRow, SocketState } from "./parse_socket_table.ts";
export { procRefusal } from "./proc.ts";

// Addresses, and the numbers the calls take.
export { getaddrinfo } from "./getaddrinfo.ts";
export { encodeSockaddr } from "../encode_sockaddr.ts";
export { decodeSockaddr } from "../decode_sockaddr.ts";
export type { SocketAddress } from "../socket_address.ts";
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
  SOCK_STREAM,
} from "../socket_constants.ts";
export {
  IPV6_V6ONLY,
  SO_ACCEPTCONN,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOL_SOCKET,
  TCP_NODELAY,
} from "./socket_options.ts";
export { SOMAXCONN } from "./listen.ts";
export { SHUT_RD, SHUT_RDWR, SHUT_WR } from "./shutdown.ts";
export { MSG_DONTWAIT, MSG_PEEK } from "./message_flags.ts";
export { POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT } from "./poll_events.ts";
