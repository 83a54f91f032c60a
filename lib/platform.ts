/**
 * Where the systems differ: the numbers, names and layouts that a table of one has.
 *
 * @module
 */

/**
 * The systems whose tables are here.
 *
 * @example
 * ```ts
 * import { type PlatformName, PLATFORMS } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const names: PlatformName[] = ["linux", "macos", "windows"];
 * const numbers = names.map((name) => PLATFORMS[name].constants.AF_INET6);
 * assertEquals(numbers, [10, 30, 23]); // So a literal is right on one of them.
 * ```
 */
export type PlatformName = "linux" | "macos" | "windows";

/**
 * The numbers that `getaddrinfo` and socket addresses need.
 *
 * @example
 * ```ts
 * import { PLATFORMS, type SocketConstantName } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * function numbersOf(name: SocketConstantName): number[] {
 *   return Object.values(PLATFORMS).map(({ constants }) => constants[name]);
 * }
 * assertEquals(new Set(numbersOf("AF_INET")).size, 1);
 * assertEquals(new Set(numbersOf("AI_ALL")).size, 2);
 * ```
 */
export type SocketConstantName =
  | "AF_UNSPEC"
  | "AF_UNIX"
  | "AF_INET"
  | "AF_INET6"
  | "SOCK_STREAM"
  | "SOCK_DGRAM"
  | "SOCK_RAW"
  | "IPPROTO_TCP"
  | "IPPROTO_UDP"
  | "IPPROTO_IPV6"
  | "AI_PASSIVE"
  | "AI_CANONNAME"
  | "AI_NUMERICHOST"
  | "AI_NUMERICSERV"
  | "AI_V4MAPPED"
  | "AI_ALL"
  | "AI_ADDRCONFIG";

/**
 * Offsets, in bytes, of the pointers and of the length in `struct addrinfo`.
 *
 * @example
 * ```ts
 * import { type AddrInfoLayout, PLATFORMS } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * // The four numbers before them take 16 bytes everywhere.
 * function hasNameFirst({ addr, canonname }: AddrInfoLayout): boolean {
 *   return canonname < addr;
 * }
 * assertEquals(hasNameFirst(PLATFORMS.linux.addrinfo), false);
 * assertEquals(hasNameFirst(PLATFORMS.macos.addrinfo), true);
 * ```
 */
export interface AddrInfoLayout {
  /** Size of the whole struct. */
  size: number;
  /** Offset of `ai_addrlen`. */
  addrlen: number;
  /** Whether `ai_addrlen` is as wide as a pointer (`size_t`). */
  addrlenIsWide: boolean;
  /** Offset of `ai_addr`. */
  addr: number;
  /** Offset of `ai_canonname`. */
  canonname: number;
  /** Offset of `ai_next`. */
  next: number;
}

/**
 * One system's numbers, names and layouts.
 *
 * @example
 * ```ts
 * import { type Platform, PLATFORMS } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * function nameOf(status: number, { addressErrors }: Platform): string | undefined {
 *   return Object.keys(addressErrors).find((name) => addressErrors[name] === status);
 * }
 * assertEquals(nameOf(-2, PLATFORMS.linux), "EAI_NONAME");
 * assertEquals(nameOf(11001, PLATFORMS.windows), "EAI_NONAME");
 * ```
 */
export interface Platform {
  /** Which system it is. */
  name: PlatformName;
  /** Names to load the socket library by, the first that exists. */
  libraries: readonly string[];
  /** Its numbers, by their names in C. */
  constants: Readonly<Record<SocketConstantName, number>>;
  /** `EAI_` numbers by name. */
  addressErrors: Readonly<Record<string, number>>;
  /** Where the fields of `struct addrinfo` lie. */
  addrinfo: Readonly<AddrInfoLayout>;
  /** BSD's sockaddr begins with its length, then a one-byte family. */
  sockaddrHasLength: boolean;
  /** Bytes of `sun_path`; Windows has Unix sockets too, with Linux's size. */
  unixPathSize: number;
}
