import type { OutgoingBody } from "./outgoing_message.ts";

/** Lets go of a body of which nobody has read anything, such as that of an answer to HEAD: a stream is cancelled. */
export async function discard(body: OutgoingBody | undefined): Promise<void> {
  if (body === null || body === undefined || typeof body === "string") return;
  if (body instanceof Uint8Array) return;
  await body[Symbol.asyncIterator]().return?.();
}
