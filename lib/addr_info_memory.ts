import { type AddrInfoStruct, readAddrInfoStruct } from "./addr_info_layout.ts";
import { decodeCString } from "./c_string.ts";
import { SocketError } from "./errors.ts";
import type { AddrInfoLayout } from "./platform.ts";
import type { SystemResolver } from "./system_resolver.ts";

/** No real list comes near; a list read by a wrong layout may run in circles. */
const MAX_ENTRIES = 4096;

/**
 * The memory a list of `getaddrinfo` lies in, for reading it struct by struct.
 *
 * Only the list's own bytes can be read. Where C would read anything or crash,
 * as when following a pointer found by the wrong layout, this throws.
 *
 * @example
 * ```ts
 * import { getaddrinfo } from "sockets";
 *
 * const list = await getaddrinfo("127.0.0.1", 80, { keepMemory: true });
 * for (let at = list.memory.head; at !== 0n;) {
 *   const { family, addr, addrlen, next } = list.memory.readStruct(at);
 *   console.log(at.toString(16), family, list.memory.read(addr, addrlen));
 *   at = next;
 * }
 * list.memory.free();
 * ```
 */
export class AddrInfoMemory {
  /** Address of the first struct. */
  readonly head: bigint;
  readonly #resolver: SystemResolver;
  readonly #blocks: { address: bigint; length: number }[] = [];
  #freed = false;

  /** Takes over the list: frees it when asked to, and only then. */
  constructor(resolver: SystemResolver, head: bigint) {
    this.#resolver = resolver;
    this.head = head;
    const { addrinfo } = resolver.platform;
    for (let at = head, count = 0; at !== 0n && count < MAX_ENTRIES; count++) {
      const bytes = resolver.read(at, addrinfo.size);
      const struct = readAddrInfoStruct(bytes, addrinfo, at);
      this.#blocks.push({ address: at, length: addrinfo.size });
      this.#blocks.push({ address: struct.addr, length: struct.addrlen });
      if (struct.canonname) {
        const length = resolver.nameLength(struct.canonname);
        this.#blocks.push({ address: struct.canonname, length });
      }
      at = struct.next;
    }
  }

  /** Whether the memory has been given back to the system. */
  get freed(): boolean {
    return this.#freed;
  }

  /**
   * Reads the struct at an address, by this system's layout or by another's.
   *
   * Throws a `SocketError` when the bytes are not the list's.
   */
  readStruct(
    address: bigint,
    layout: AddrInfoLayout = this.#resolver.platform.addrinfo,
  ): AddrInfoStruct {
    return readAddrInfoStruct(this.read(address, layout.size), layout, address);
  }

  /** Every struct from `head` on, following `next` by this or another layout. */
  *structs(layout?: AddrInfoLayout): Generator<AddrInfoStruct> {
    let at = this.head;
    for (let count = 0; at !== 0n && count < MAX_ENTRIES; count++) {
      const struct = this.readStruct(at, layout);
      yield struct;
      at = struct.next;
    }
  }

  /** Copies bytes of the list; throws a `SocketError` for any others. */
  read(address: bigint, length: number): Uint8Array<ArrayBuffer> {
    this.#check(address, length);
    return this.#resolver.read(address, length);
  }

  /** Reads a name, such as that at `canonname`, up to its NUL. */
  readText(address: bigint): string {
    const block = this.#blockAt(address);
    const rest = block ? block.address + BigInt(block.length) - address : 1n;
    const wide = this.#resolver.platform.name === "windows";
    return decodeCString(this.read(address, Number(rest)), wide);
  }

  /** Gives the memory back: `freeaddrinfo`. A second call does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#resolver.free(this.head);
  }

  /** Frees the memory at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.free();
  }

  #blockAt(address: bigint) {
    return this.#blocks.find((block) =>
      address >= block.address && address < block.address + BigInt(block.length)
    );
  }

  #check(address: bigint, length: number): void {
    const where = `${length} bytes at 0x${address.toString(16)}`;
    if (this.#freed) {
      throw new SocketError(
        `Cannot read ${where}: the list has been freed; ` +
          `in C this would read whatever lies there now`,
      );
    }
    const block = this.#blockAt(address);
    const end = block && block.address + BigInt(block.length);
    if (end !== undefined && address + BigInt(length) <= end) return;
    throw new SocketError(
      `Cannot read ${where}: not in the list's memory; ` +
        `in C this would be a segmentation fault, or worse, an answer`,
    );
  }
}
