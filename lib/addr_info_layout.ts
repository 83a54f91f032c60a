import type { AddrInfoLayout } from "./platform.ts";

/**
 * The fields of one `struct addrinfo`, pointers as numbers.
 *
 * @example
 * ```ts
 * import { type AddrInfoStruct, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const hints = { socktype: "SOCK_STREAM", keepMemory: true } as const;
 * using memory = (await getaddrinfo("127.0.0.1", 80, hints)).memory;
 * const struct: AddrInfoStruct = memory.readStruct(memory.head);
 * assertEquals(struct.next, 0n); // NULL: the list ends here.
 * assertEquals([...memory.read(struct.addr + 4n, 4)], [127, 0, 0, 1]);
 * ```
 */
export interface AddrInfoStruct {
  /** Where in memory the struct lies. */
  address: bigint;
  /** The struct's own bytes, padding included. */
  bytes: Uint8Array<ArrayBuffer>;
  /** `ai_flags` */
  flags: number;
  /** `ai_family` */
  family: number;
  /** `ai_socktype` */
  socktype: number;
  /** `ai_protocol` */
  protocol: number;
  /** `ai_addrlen`: how many bytes `addr` points to. */
  addrlen: number;
  /** `ai_addr`: address of the sockaddr. */
  addr: bigint;
  /** `ai_canonname`: address of the name, 0 for none. */
  canonname: bigint;
  /** `ai_next`: address of the next struct, 0 at the end. */
  next: bigint;
}

/**
 * Reads the fields of a `struct addrinfo` out of its bytes.
 *
 * Pure: with another system's `layout` it reads other fields, wrongly, which is
 * a lesson and not an error. All known systems here are little-endian.
 *
 * @example
 * ```ts
 * import { PLATFORMS, readAddrInfoStruct } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array(48);
 * bytes[24] = 0xff; // Linux's ai_addr; macOS has ai_canonname there.
 * const { linux, macos } = PLATFORMS;
 * assertEquals(readAddrInfoStruct(bytes, linux.addrinfo).addr, 0xffn);
 * assertEquals(readAddrInfoStruct(bytes, macos.addrinfo).addr, 0n);
 * ```
 */
export function readAddrInfoStruct(
  bytes: Uint8Array<ArrayBuffer>,
  layout: AddrInfoLayout,
  address = 0n,
): AddrInfoStruct {
  if (bytes.length < layout.size) {
    throw new RangeError(
      `Cannot read struct addrinfo from ${bytes.length} bytes: ` +
        `it has ${layout.size}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, layout.size);
  return {
    address,
    bytes,
    flags: view.getInt32(0, true),
    family: view.getInt32(4, true),
    socktype: view.getInt32(8, true),
    protocol: view.getInt32(12, true),
    addrlen: layout.addrlenIsWide
      ? Number(view.getBigUint64(layout.addrlen, true))
      : view.getUint32(layout.addrlen, true),
    addr: view.getBigUint64(layout.addr, true),
    canonname: view.getBigUint64(layout.canonname, true),
    next: view.getBigUint64(layout.next, true),
  };
}

/** Lays out a `struct addrinfo` that carries hints: four numbers, then zeros. */
export function encodeHints(
  hints: { flags: number; family: number; socktype: number; protocol: number },
  layout: AddrInfoLayout,
): Uint8Array<ArrayBuffer> {
  // An ArrayBuffer of its own never moves, unlike a small typed array.
  const buffer = new ArrayBuffer(layout.size);
  const view = new DataView(buffer);
  view.setInt32(0, hints.flags, true);
  view.setInt32(4, hints.family, true);
  view.setInt32(8, hints.socktype, true);
  view.setInt32(12, hints.protocol, true);
  return new Uint8Array(buffer);
}
