import { putOctets } from "./octets.ts";

/** Asking for memory costs ten times what a view of it does, so short texts share some of this size. */
const SHARED_SIZE = 8192;
const SHORT = SHARED_SIZE / 8;

let shared = new Uint8Array(SHARED_SIZE);
let sharedEnd = 0;

/** The octets of a head or chunk line that is to be written, and that nobody gets to see. */
export function framingOctets(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  if (length > SHORT) return putOctets(text, new Uint8Array(length));
  if (sharedEnd + length > SHARED_SIZE) {
    // What is still being written keeps the old memory, which nobody writes to again.
    shared = new Uint8Array(SHARED_SIZE);
    sharedEnd = 0;
  }
  const octets = new Uint8Array(shared.buffer, sharedEnd, length);
  sharedEnd += length;
  return putOctets(text, octets);
}
