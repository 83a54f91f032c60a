import { formatIpAddress } from "./ip_address.ts";
import type { Platform } from "./platform.ts";
import { HOST_PLATFORM } from "./platforms.ts";
import {
  INET6_SIZE,
  INET_SIZE,
  PATH_OFFSET,
  type SocketAddress,
} from "./socket_address.ts";

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

function tooShort(bytes: Uint8Array, size: number): RangeError {
  return new RangeError(
    `Cannot decode a socket address from ${bytes.length} bytes: ` +
      `expected ${size}`,
  );
}
