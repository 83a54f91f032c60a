import { visibleText } from "../bytes/visible_text.ts";

/** A domain name found in a message, or why there is none. */
export type DnsName =
  | { name: string; length: number }
  | { fault: string; length: number };

const LONGEST_NAME = 255;

/**
 * Reads the domain name at `offset`, following compression pointers.
 *
 * A pointer has to point before the name that contains it, so that no name can run in circles.
 * `length` is what the name takes at `offset`, pointers not followed. Source: RFC 1035 §3.1, §4.1.4.
 */
export function readDnsName(message: Uint8Array, offset: number): DnsName {
  const labels: string[] = [];
  let at = offset;
  let lowest = offset;
  let length = 0;
  let octets = 1;
  for (;;) {
    const size = message[at];
    if (size === undefined) return { fault: "the name is cut off", length };
    if (size >= 0xc0) {
      const target = (size & 0x3f) * 256 + (message[at + 1] ?? 0);
      length ||= at + 2 - offset;
      if (target >= lowest) {
        return { fault: "a pointer that leads forward", length };
      }
      at = lowest = target;
      continue;
    }
    if (size > 63) return { fault: "a label of a reserved type", length };
    if (size === 0) {
      length ||= at + 1 - offset;
      return { name: `${labels.join(".")}.`, length };
    }
    octets += size + 1;
    if (octets > LONGEST_NAME) {
      return { fault: "the name is longer than 255 bytes", length };
    }
    if (at + 1 + size > message.length) {
      return { fault: "the name is cut off", length };
    }
    labels.push(visibleText(message.subarray(at + 1, at + 1 + size)));
    at += size + 1;
  }
}
