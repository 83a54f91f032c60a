/**
 * Numbers that only the system calls need, for each system that has them.
 *
 * Sources: `<sys/socket.h>`, `<netinet/tcp.h>`, `<fcntl.h>`, `<poll.h>` of
 * glibc 2.36 and of macOS.
 *
 * @module
 */
import { HOST_PLATFORM } from "../platforms.ts";

const SHARED = {
  TCP_NODELAY: 1,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  MSG_PEEK: 2,
  POLLIN: 1,
  POLLOUT: 4,
  POLLERR: 8,
  POLLHUP: 0x10,
  POLLNVAL: 0x20,
  F_GETFD: 1,
  F_SETFD: 2,
  F_GETFL: 3,
  F_SETFL: 4,
  FD_CLOEXEC: 1,
} as const;

const LINUX = {
  ...SHARED,
  SOL_SOCKET: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SO_ACCEPTCONN: 30,
  SO_NOSIGPIPE: 0,
  IPV6_V6ONLY: 26,
  SOMAXCONN: 4096,
  MSG_DONTWAIT: 0x40,
  MSG_NOSIGNAL: 0x4000,
  O_NONBLOCK: 0x800,
  EINTR: 4,
  EBADF: 9,
  EAGAIN: 11,
  EALREADY: 114,
  EINPROGRESS: 115,
} as const;

/** A 0 says that the system has no such flag or option. */
const MACOS: Record<keyof typeof LINUX, number> = {
  ...SHARED,
  SOL_SOCKET: 0xffff,
  SO_REUSEADDR: 4,
  SO_TYPE: 0x1008,
  SO_ERROR: 0x1007,
  SO_SNDBUF: 0x1001,
  SO_RCVBUF: 0x1002,
  SO_KEEPALIVE: 8,
  SO_LINGER: 0x80,
  SO_REUSEPORT: 0x200,
  SO_ACCEPTCONN: 2,
  SO_NOSIGPIPE: 0x1022,
  IPV6_V6ONLY: 27,
  SOMAXCONN: 128,
  MSG_DONTWAIT: 0x80,
  MSG_NOSIGNAL: 0,
  O_NONBLOCK: 4,
  EINTR: 4,
  EBADF: 9,
  EAGAIN: 35,
  EALREADY: 37,
  EINPROGRESS: 36,
};

/** The numbers of both systems, by the system's name. */
export const CALL_CONSTANTS = { linux: LINUX, macos: MACOS } as const;

/** This system's numbers; Linux's on Windows, where no call can be made. */
export const CALL: Readonly<Record<keyof typeof LINUX, number>> =
  HOST_PLATFORM.name === "macos" ? MACOS : LINUX;
