import { decodeSockaddr } from "../decode_sockaddr.ts";
import type { SocketAddress } from "../socket_address.ts";
import { AF_UNIX } from "../socket_constants.ts";

/** Room for the largest sockaddr, `struct sockaddr_storage`. */
const STORAGE_SIZE = 128;

/**
 * What a socket's name says. Where C writes no byte, as macOS does for the
 * unnamed end of a Unix socket, there is no name.
 */
export function decodeName(sockaddr: Uint8Array): SocketAddress {
  return sockaddr.length === 0
    ? { family: AF_UNIX, path: "" }
    : decodeSockaddr(sockaddr);
}

/**
 * The two buffers through which C hands out an address: its bytes, and a length
 * that says how much room there is before the call and how much it took after.
 */
export function nameBuffers(): {
  name: Uint8Array<ArrayBuffer>;
  length: Uint8Array<ArrayBuffer>;
  read(): Uint8Array<ArrayBuffer>;
} {
  const name = new Uint8Array(STORAGE_SIZE);
  const length = Uint32Array.of(STORAGE_SIZE);
  return {
    name,
    length: new Uint8Array(length.buffer),
    read: () => name.slice(0, Math.min(length[0], STORAGE_SIZE)),
  };
}
