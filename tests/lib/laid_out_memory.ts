/** Memory laid out by hand, with a resolver that finds lists in it. */
import type { Platform } from "../../lib/platform.ts";
import type {
  PendingLookup,
  SystemResolver,
} from "../../lib/system_resolver.ts";

/** Blocks of bytes by their address; anything else is out of bounds. */
export type Memory = ReadonlyMap<bigint, Uint8Array<ArrayBuffer>>;

/** A resolver whose answers a test gives. */
export interface LaidOutResolver extends SystemResolver {
  /** Heads of the lists that have been freed. */
  freed: bigint[];
  /** How many lookups have been abandoned. */
  abandoned: number;
  /** Ends the lookup under way. */
  answer(status: number, head: bigint): void;
}

/** Bytes written as hexadecimal digits; spaces and line ends do not count. */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replace(/\s/g, ""));
}

/** A resolver over laid-out memory that answers when it is told to. */
export function laidOutResolver(
  platform: Platform,
  memory: Memory,
): LaidOutResolver {
  const pending = Promise.withResolvers<{ status: number; head: bigint }>();
  let abandoned = false;
  const resolver: LaidOutResolver = {
    platform,
    freed: [],
    abandoned: 0,
    lookUp(): PendingLookup {
      return {
        answer: pending.promise,
        abandon: () => {
          abandoned = true;
          resolver.abandoned++;
        },
      };
    },
    answer(status, head) {
      if (abandoned && head !== 0n) resolver.free(head);
      pending.resolve({ status, head });
    },
    free: (head) => resolver.freed.push(head),
    errorText: () => undefined,
    read(address, length) {
      for (const [start, bytes] of memory) {
        const offset = Number(address - start);
        if (offset >= 0 && offset + length <= bytes.length) {
          return bytes.slice(offset, offset + length);
        }
      }
      throw new Error(`segmentation fault at 0x${address.toString(16)}`);
    },
    nameLength: (address) => memory.get(address)!.length,
  };
  return resolver;
}
