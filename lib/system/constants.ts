/** The numbers of this system that the calls take, under their names in C. */
import { CALL } from "./call_constants.ts";

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

/** Level of the options that any socket has. */
export const SOL_SOCKET: number = CALL.SOL_SOCKET;
/** Bind although connections of an earlier listener are in TIME_WAIT. */
export const SO_REUSEADDR: number = CALL.SO_REUSEADDR;
/** Let several listeners share a port. */
export const SO_REUSEPORT: number = CALL.SO_REUSEPORT;
/** The error of a connection attempt, to be read once. */
export const SO_ERROR: number = CALL.SO_ERROR;
/** The socket's type, to be read. */
export const SO_TYPE: number = CALL.SO_TYPE;
/** Whether the socket listens, to be read. */
export const SO_ACCEPTCONN: number = CALL.SO_ACCEPTCONN;
/** Bytes of the send buffer; Linux doubles what is set. */
export const SO_SNDBUF: number = CALL.SO_SNDBUF;
/** Bytes of the receive buffer; Linux doubles what is set. */
export const SO_RCVBUF: number = CALL.SO_RCVBUF;
/** Probe a silent peer from time to time. */
export const SO_KEEPALIVE: number = CALL.SO_KEEPALIVE;
/** What `close` does with unsent bytes; `{ onoff: 1, linger: 0 }` resets. */
export const SO_LINGER: number = CALL.SO_LINGER;
/** At level `IPPROTO_TCP`: send small segments at once (no Nagle). */
export const TCP_NODELAY: number = CALL.TCP_NODELAY;
/** At level `IPPROTO_IPV6`: IPv6 only, or mapped IPv4 addresses too. */
export const IPV6_V6ONLY: number = CALL.IPV6_V6ONLY;
/** The longest backlog that `listen` is asked for. */
export const SOMAXCONN: number = CALL.SOMAXCONN;

/** No more reading. */
export const SHUT_RD: number = CALL.SHUT_RD;
/** No more writing: the peer reads an end. */
export const SHUT_WR: number = CALL.SHUT_WR;
/** Neither reading nor writing. */
export const SHUT_RDWR: number = CALL.SHUT_RDWR;

/** Read without taking the bytes away. */
export const MSG_PEEK: number = CALL.MSG_PEEK;
/** Fail with EAGAIN instead of waiting. */
export const MSG_DONTWAIT: number = CALL.MSG_DONTWAIT;

/** There is something to read, to accept, or the end. */
export const POLLIN: number = CALL.POLLIN;
/** Writing would not wait. */
export const POLLOUT: number = CALL.POLLOUT;
/** Reported only: an error is pending. */
export const POLLERR: number = CALL.POLLERR;
/** Reported only: the peer is gone. */
export const POLLHUP: number = CALL.POLLHUP;
/** Reported only: the descriptor is not open. */
export const POLLNVAL: number = CALL.POLLNVAL;
