/**
 * Socket addresses between objects and the bytes that the system calls take.
 *
 * ```text
 *              0        2        4                8          24      28
 * sockaddr_in  │ family │ port   │ address        │ zeros … 16
 * sockaddr_in6 │ family │ port   │ flow info      │ address  │ scope │
 * sockaddr_un  │ family │ path …
 * ```
 *
 * On macOS the first byte is the whole length and the family the second one.
 * Port, address and flow info are big-endian, family and scope the host's.
 *
 * Source: ip(7), ipv6(7), unix(7); RFC 3493 §3.3.
 *
 * @module
 */
import { formatIpAddress, parseIpAddress } from "./ip_address.ts";
import { HOST_PLATFORM, type Platform } from "./platform.ts";

/** An IPv4 or IPv6 address with a port. */
export interface InetSocketAddress {
  /** `AF_INET` or `AF_INET6`. */
  family: number;
  /** The address as text, without a zone. */
  address: string;
  /** The port, in the host's byte order. */
  port: number;
  /** The interface of a link-local IPv6 address; 0 if left out. */
  scopeId?: number;
  /** IPv6 flow information; 0 if left out. */
  flowInfo?: number;
}

/** The path of a Unix socket; `""` for one without a name. */
export interface UnixSocketAddress {
  /** `AF_UNIX`. */
  family: number;
  /** A path; one that begins with NUL is in Linux's abstract namespace. */
  path: string;
}

/** What a `struct sockaddr` says. */
export type SocketAddress = InetSocketAddress | UnixSocketAddress;

const INET_SIZE = 16;
const INET6_SIZE = 28;
const PATH_OFFSET = 2;

/**
 * Lays out a socket address as the bytes of its `struct sockaddr`.
 *
 * Throws a `TypeError` that names the field that is not what it should be.
 *
 * @example
 * ```ts
 * import { AF_INET, encodeSockaddr } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = encodeSockaddr({ family: AF_INET, address: "127.0.0.1", port: 80 });
 * assertEquals([...bytes.subarray(2, 8)], [0, 80, 127, 0, 0, 1]);
 * ```
 */
export function encodeSockaddr(
  socketAddress: SocketAddress,
  platform: Platform = HOST_PLATFORM,
): Uint8Array<ArrayBuffer> {
  if (typeof socketAddress !== "object" || socketAddress === null) {
    throw new TypeError(
      `Cannot encode a socket address: expected an object, got ${socketAddress}`,
    );
  }
  const { AF_INET, AF_INET6, AF_UNIX } = platform.constants;
  if (socketAddress.family === AF_UNIX) {
    return encodeUnix(socketAddress as UnixSocketAddress, platform);
  }
  const inet = socketAddress as InetSocketAddress;
  checkRange("port", inet.port, 0xffff);
  const address = typeof inet.address === "string" &&
    parseIpAddress(inet.address);
  const family = address && address.length === 16 ? AF_INET6 : AF_INET;
  if (!address || inet.family !== family) {
    throw new TypeError(
      `Cannot encode address ${quote(inet.address)} of family ` +
        `${inet.family}: expected an IPv4 address with AF_INET (${AF_INET}) ` +
        `or an IPv6 address with AF_INET6 (${AF_INET6})`,
    );
  }
  return address.length === 16
    ? encodeInet6(inet, address, platform)
    : encodeInet(inet, address, platform);
}

function encodeInet(
  { port, family }: InetSocketAddress,
  address: Uint8Array,
  platform: Platform,
): Uint8Array<ArrayBuffer> {
  const bytes = withFamily(INET_SIZE, family, platform);
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(address, 4);
  return bytes;
}

function encodeInet6(
  { port, family, scopeId = 0, flowInfo = 0 }: InetSocketAddress,
  address: Uint8Array,
  platform: Platform,
): Uint8Array<ArrayBuffer> {
  checkRange("scopeId", scopeId, 0xffff_ffff);
  checkRange("flowInfo", flowInfo, 0xffff_ffff);
  const bytes = withFamily(INET6_SIZE, family, platform);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, port);
  view.setUint32(4, flowInfo);
  bytes.set(address, 8);
  view.setUint32(24, scopeId, true);
  return bytes;
}

function encodeUnix(
  { path, family }: UnixSocketAddress,
  platform: Platform,
): Uint8Array<ArrayBuffer> {
  if (typeof path !== "string") {
    throw new TypeError(
      `Cannot encode path ${quote(path)}: expected a string`,
    );
  }
  const name = new TextEncoder().encode(path);
  const abstract = path.startsWith("\0");
  if (!abstract && name.includes(0)) {
    throw new TypeError(
      `Cannot encode path ${quote(path)}: a path holds no NUL but at its start`,
    );
  }
  const terminator = path === "" || abstract ? 0 : 1;
  if (name.length + terminator > platform.unixPathSize) {
    throw new RangeError(
      `Cannot encode path ${quote(path)}: ${name.length} bytes do not fit ` +
        `in the ${platform.unixPathSize} of sun_path`,
    );
  }
  const size = PATH_OFFSET + name.length + terminator;
  const bytes = withFamily(size, family, platform);
  bytes.set(name, PATH_OFFSET);
  return bytes;
}

/**
 * Reads a `struct sockaddr`; a pure function of the bytes and the platform.
 *
 * Throws a `RangeError` when there are too few bytes or the family is unknown.
 *
 * @example
 * ```ts
 * import { decodeSockaddr, getaddrinfo } from "sockets";
 * import { assertObjectMatch } from "@std/assert";
 *
 * const [{ sockaddr }] = await getaddrinfo("127.0.0.1", 80);
 * assertObjectMatch(decodeSockaddr(sockaddr), { address: "127.0.0.1", port: 80 });
 * ```
 */
export function decodeSockaddr(
  bytes: Uint8Array,
  platform: Platform = HOST_PLATFORM,
): SocketAddress {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot decode a socket address: expected a Uint8Array, got ${bytes}`,
    );
  }
  if (bytes.length < 2) throw tooShort(bytes, 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const family = platform.sockaddrHasLength
    ? bytes[1]
    : view.getUint16(0, true);
  const { AF_INET, AF_INET6, AF_UNIX } = platform.constants;
  if (family === AF_UNIX) {
    return { family, path: decodePath(bytes.subarray(PATH_OFFSET)) };
  }
  if (family === AF_INET) {
    if (bytes.length < 8) throw tooShort(bytes, INET_SIZE);
    const address = formatIpAddress(bytes.subarray(4, 8));
    return { family, address, port: view.getUint16(2) };
  }
  if (family === AF_INET6) {
    if (bytes.length < INET6_SIZE) throw tooShort(bytes, INET6_SIZE);
    return {
      family,
      address: formatIpAddress(bytes.subarray(8, 24)),
      port: view.getUint16(2),
      scopeId: view.getUint32(24, true),
      flowInfo: view.getUint32(4),
    };
  }
  throw new RangeError(
    `Cannot decode a socket address of family ${family}: expected ` +
      `AF_INET (${AF_INET}), AF_INET6 (${AF_INET6}) or AF_UNIX (${AF_UNIX})`,
  );
}

/** A path ends at its NUL, except an abstract name, which begins with one. */
function decodePath(bytes: Uint8Array): string {
  const abstract = bytes[0] === 0 && bytes.some((byte) => byte !== 0);
  const end = abstract ? bytes.length : bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A socket address as people write it: `127.0.0.1:80`, `[::1]:80`, a path. */
export function formatSocketAddress(socketAddress: SocketAddress): string {
  if ("path" in socketAddress) return socketAddress.path || "(unnamed)";
  const { address, port, scopeId } = socketAddress;
  if (!address.includes(":")) return `${address}:${port}`;
  return `[${address}${scopeId ? `%${scopeId}` : ""}]:${port}`;
}

function withFamily(
  size: number,
  family: number,
  platform: Platform,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  bytes[0] = platform.sockaddrHasLength ? size : family;
  bytes[1] = platform.sockaddrHasLength ? family : 0;
  return bytes;
}

function checkRange(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new TypeError(
    `Cannot encode ${name} ${quote(value)}: ` +
      `expected a whole number from 0 to ${max}`,
  );
}

function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function tooShort(bytes: Uint8Array, size: number): RangeError {
  return new RangeError(
    `Cannot decode a socket address from ${bytes.length} bytes: ` +
      `expected ${size}`,
  );
}
