/**
 * Where the systems differ: numbers, names and layouts, a table for each.
 *
 * Sources: `<netdb.h>`, `<sys/socket.h>`, `<netinet/in.h>` of glibc 2.36 and of
 * macOS, `<ws2def.h>` and `<ws2tcpip.h>` of Windows; RFC 3493 for the meaning.
 * x86-64 and arm64 share each of them.
 *
 * @module
 */

import type { Platform, PlatformName } from "./platform.ts";

/** The same numbers on all three systems, as 4.2BSD chose them. */
const COMMON = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
} as const;

/** Where BSD and Windows put the struct's fields: the name before the address. */
const BSD_ADDRINFO = {
  size: 48,
  addrlen: 16,
  addrlenIsWide: false,
  canonname: 24,
  addr: 32,
  next: 40,
} as const;

const LINUX: Platform = {
  name: "linux",
  libraries: ["libc.so.6", "libc.so"],
  constants: {
    ...COMMON,
    AF_INET6: 10,
    AI_NUMERICSERV: 0x400,
    AI_V4MAPPED: 8,
    AI_ALL: 0x10,
    AI_ADDRCONFIG: 0x20,
  },
  addressErrors: {
    EAI_BADFLAGS: -1,
    EAI_NONAME: -2,
    EAI_AGAIN: -3,
    EAI_FAIL: -4,
    EAI_NODATA: -5,
    EAI_FAMILY: -6,
    EAI_SOCKTYPE: -7,
    EAI_SERVICE: -8,
    EAI_ADDRFAMILY: -9,
    EAI_MEMORY: -10,
    EAI_SYSTEM: -11,
    EAI_OVERFLOW: -12,
    EAI_INTR: -104,
    EAI_IDN_ENCODE: -105,
  },
  addrinfo: { ...BSD_ADDRINFO, addr: 24, canonname: 32 },
  sockaddrHasLength: false,
  unixPathSize: 108,
};

const MACOS: Platform = {
  name: "macos",
  libraries: ["/usr/lib/libSystem.B.dylib"],
  constants: {
    ...COMMON,
    AF_INET6: 30,
    AI_NUMERICSERV: 0x1000,
    AI_V4MAPPED: 0x800,
    AI_ALL: 0x100,
    AI_ADDRCONFIG: 0x400,
  },
  addressErrors: {
    EAI_ADDRFAMILY: 1,
    EAI_AGAIN: 2,
    EAI_BADFLAGS: 3,
    EAI_FAIL: 4,
    EAI_FAMILY: 5,
    EAI_MEMORY: 6,
    EAI_NODATA: 7,
    EAI_NONAME: 8,
    EAI_SERVICE: 9,
    EAI_SOCKTYPE: 10,
    EAI_SYSTEM: 11,
    EAI_BADHINTS: 12,
    EAI_PROTOCOL: 13,
    EAI_OVERFLOW: 14,
  },
  addrinfo: BSD_ADDRINFO,
  sockaddrHasLength: true,
  unixPathSize: 104,
};

const WINDOWS: Platform = {
  name: "windows",
  libraries: ["ws2_32.dll"],
  constants: {
    ...COMMON,
    AF_INET6: 23,
    AI_NUMERICSERV: 8,
    AI_V4MAPPED: 0x800,
    AI_ALL: 0x100,
    AI_ADDRCONFIG: 0x400,
  },
  addressErrors: {
    EAI_MEMORY: 8,
    EAI_BADFLAGS: 10022,
    EAI_SOCKTYPE: 10044,
    EAI_FAMILY: 10047,
    EAI_SERVICE: 10109,
    EAI_NONAME: 11001,
    EAI_AGAIN: 11002,
    EAI_FAIL: 11003,
    EAI_NODATA: 11004,
  },
  addrinfo: { ...BSD_ADDRINFO, addrlenIsWide: true },
  sockaddrHasLength: false,
  unixPathSize: 108,
};

/**
 * The tables of every system, by name.
 *
 * @example
 * ```ts
 * import { AF_INET6, PLATFORMS } from "sockets";
 * import { assert, assertEquals } from "@std/assert";
 *
 * assertEquals(PLATFORMS.linux.constants.AF_INET6, 10);
 * assertEquals(PLATFORMS.macos.constants.AF_INET6, 30);
 * assert(Object.values(PLATFORMS).some(({ constants }) => constants.AF_INET6 === AF_INET6));
 * ```
 */
export const PLATFORMS: Readonly<Record<PlatformName, Platform>> = {
  linux: LINUX,
  macos: MACOS,
  windows: WINDOWS,
};

/** Whether this system and processor are among those in the tables. */
export function isKnownPlatform(
  build: { os: string; arch: string } = Deno.build,
): boolean {
  const names: Record<string, PlatformName> = {
    linux: "linux",
    darwin: "macos",
    windows: "windows",
  };
  return build.os in names && ["x86_64", "aarch64"].includes(build.arch);
}

/** The tables of the system this process runs on; Linux's where unknown. */
export const HOST_PLATFORM: Platform = Deno.build.os === "windows"
  ? WINDOWS
  : Deno.build.os === "darwin"
  ? MACOS
  : LINUX;
