import { parseIpAddress } from "./ip_address.ts";
import type { Platform } from "./platform.ts";
import { HOST_PLATFORM } from "./platforms.ts";
import {
  INET6_SIZE,
  INET_SIZE,
  type InetSocketAddress,
  PATH_OFFSET,
  type SocketAddress,
  type UnixSocketAddress,
} from "./socket_address.ts";

/**
 * Lays out a socket address as the bytes of its `struct sockaddr`.
 *
 * Throws a `TypeError` or `RangeError` that names the field that is wrong.
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
  const message = `Cannot encode ${name} ${quote(value)}: ` +
    `expected a whole number from 0 to ${max}`;
  throw typeof value === "number"
    ? new RangeError(message)
    : new TypeError(message);
}

function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
