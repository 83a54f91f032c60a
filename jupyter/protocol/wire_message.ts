import { isObject } from "../json_value.ts";
import type { Message } from "./message.ts";
import type { SigningKey } from "./signing_key.ts";

/** A message on the wire is not one, or its signature is not that of the key. */
export class WireMessageError extends Error {
  override name = "WireMessageError";
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
const DELIMITER = encoder.encode("<IDS|MSG>");

/**
 * Encodes a message as the parts that Jupyter sends: delimiter, HMAC-SHA256 signature, header, parent header,
 * metadata, content, buffers. `identities` come first: the way back to a front-end, or the topic of a broadcast.
 *
 * Source: Jupyter messaging, "The Wire Protocol".
 */
export function encodeWireMessage(
  message: Message,
  key: SigningKey,
  identities: readonly Uint8Array[] = [],
): Uint8Array[] {
  const { header, parent_header, metadata, content, buffers } = message;
  const signed = [header, parent_header, metadata, content]
    .map((part) => encoder.encode(JSON.stringify(part)));
  const signature = encoder.encode(key.sign(signed));
  return [...identities, DELIMITER, signature, ...signed, ...buffers];
}

/** A decoded message with what stood before its delimiter. */
export interface WireMessage {
  identities: Uint8Array[];
  message: Message;
  /** Hexadecimal digits; a receiver may remember them to drop replays. */
  signature: string;
}

/**
 * Decodes and verifies the parts of a message.
 *
 * Throws {@linkcode WireMessageError}.
 */
export function decodeWireMessage(
  parts: readonly Uint8Array[],
  key: SigningKey,
): WireMessage {
  const place = parts.findIndex((part) => isSame(part, DELIMITER));
  if (place < 0) throw new WireMessageError(refusal("there is no delimiter"));
  if (parts.length < place + 6) {
    throw new WireMessageError(
      refusal(`${parts.length - place - 1} parts follow the delimiter, not 5`),
    );
  }
  const signed = parts.slice(place + 2, place + 6);
  if (!key.verifies(parts[place + 1], signed)) {
    throw new WireMessageError(refusal("its signature is not that of our key"));
  }
  const [header, parent_header, metadata, content] = signed.map(parsePart);
  if (
    typeof header.msg_id !== "string" || typeof header.msg_type !== "string"
  ) {
    throw new WireMessageError(refusal("its header has no msg_id or msg_type"));
  }
  return {
    identities: parts.slice(0, place),
    message: {
      header,
      parent_header,
      metadata,
      content,
      buffers: parts.slice(place + 6),
    } as unknown as Message,
    signature: new TextDecoder("latin1").decode(parts[place + 1]),
  };
}

/** The type that a message claims to be of, unverified: to drop what nobody wants at little cost. */
export function claimedType(parts: readonly Uint8Array[]): string | undefined {
  const header = parts[parts.findIndex((part) => isSame(part, DELIMITER)) + 2];
  try {
    return JSON.parse(new TextDecoder().decode(header)).msg_type;
  } catch {
    return undefined;
  }
}

function parsePart(part: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(part));
  } catch (cause) {
    throw new WireMessageError(refusal("a part is not JSON in UTF-8"), {
      cause,
    });
  }
  if (isObject(value)) return value;
  throw new WireMessageError(refusal("a part is not a JSON object"));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length &&
    one.every((octet, index) => octet === other[index]);
}

function refusal(reason: string): string {
  return `Cannot take a Jupyter message: ${reason}`;
}
