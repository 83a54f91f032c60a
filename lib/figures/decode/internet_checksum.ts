/**
 * The checksum of IP, TCP, UDP and ICMP: the complement of the ones' complement sum of 16-bit words.
 *
 * Over data that contains a right checksum it gives 0. Source: RFC 1071.
 *
 * @example
 * ```ts
 * import { internetChecksum } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * // The example of RFC 1071 §3: the sum is ddf2.
 * const words = Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7);
 * assertEquals(internetChecksum(words), 0xffff - 0xddf2);
 * ```
 */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let offset = 0; offset < part.length; offset += 2) {
      sum += part[offset] * 256 + (part[offset + 1] ?? 0);
      if (sum > 0xffff) sum -= 0xffff;
    }
  }
  return 0xffff - sum;
}

/**
 * What TCP and UDP add to what they sum: who the segment is from and for. Addresses are 4 or 16 bytes.
 *
 * Source: RFC 9293 §3.1, RFC 8200 §8.1.
 *
 * @example
 * ```ts
 * import { pseudoHeader } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const loopback = Uint8Array.of(127, 0, 0, 1);
 * assertEquals(pseudoHeader(loopback, loopback, 6, 20).length, 12);
 * ```
 */
export function pseudoHeader(
  source: Uint8Array,
  destination: Uint8Array,
  protocol: number,
  length: number,
): Uint8Array {
  const header = new Uint8Array(source.length === 4 ? 12 : 40);
  const view = new DataView(header.buffer);
  header.set(source);
  header.set(destination, source.length);
  if (source.length === 4) {
    header[9] = protocol;
    view.setUint16(10, length);
  } else {
    view.setUint32(32, length);
    header[39] = protocol;
  }
  return header;
}
