import { encodeCommand } from "./frame.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** A command frame's body, taken apart. */
export interface Command {
  name: string;
  content: Uint8Array;
}

/** Takes a command's body apart. Source: RFC 23/ZMTP 3.0, "Commands". */
export function parseCommand(body: Uint8Array): Command {
  const nameEnd = 1 + (body[0] ?? 0);
  if (body.length === 0 || nameEnd > body.length || nameEnd === 1) {
    throw new ZmtpError("Cannot read a command: its name is cut off");
  }
  const name = new TextDecoder("latin1").decode(body.subarray(1, nameEnd));
  return { name, content: body.subarray(nameEnd) };
}

/**
 * Encodes READY, which tells the peer our socket type and, for some, an identity.
 *
 * Source: RFC 23/ZMTP 3.0, "The NULL Security Mechanism".
 */
export function encodeReady(
  socketType: string,
  identity?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const properties = [
    encodeProperty("Socket-Type", encoder.encode(socketType)),
  ];
  if (identity !== undefined) {
    properties.push(encodeProperty("Identity", identity));
  }
  return encodeCommand("READY", concatenate(properties));
}

function encodeProperty(name: string, value: Uint8Array): Uint8Array {
  const nameOctets = new TextEncoder().encode(name);
  const property = new Uint8Array(1 + nameOctets.length + 4 + value.length);
  property[0] = nameOctets.length;
  property.set(nameOctets, 1);
  const valueStart = 1 + nameOctets.length + 4;
  new DataView(property.buffer).setUint32(valueStart - 4, value.length);
  property.set(value, valueStart);
  return property;
}

function concatenate(pieces: Uint8Array[]): Uint8Array {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

/** Reads the properties of READY; names are compared without regard to case, so they come in lower case. */
export function parseProperties(content: Uint8Array): Map<string, Uint8Array> {
  const properties = new Map<string, Uint8Array>();
  const view = new DataView(
    content.buffer,
    content.byteOffset,
    content.length,
  );
  let offset = 0;
  while (offset < content.length) {
    const lengthAt = offset + 1 + content[offset];
    const valueAt = lengthAt + 4;
    if (valueAt > content.length) throw cutOff();
    const end = valueAt + view.getUint32(lengthAt);
    if (end > content.length) throw cutOff();
    const name = new TextDecoder("latin1")
      .decode(content.subarray(offset + 1, lengthAt));
    properties.set(name.toLowerCase(), content.slice(valueAt, end));
    offset = end;
  }
  return properties;
}

function cutOff(): ZmtpError {
  return new ZmtpError("Cannot read the peer's properties: they are cut off");
}

/** Encodes PING with no context; a peer of ZMTP 3.1 answers PONG, older ones ignore it. Source: RFC 37/ZMTP 3.1. */
export function encodePing(): Uint8Array<ArrayBuffer> {
  const noTimeToLive = new Uint8Array(2);
  return encodeCommand("PING", noTimeToLive);
}

/** Encodes the answer to a PING, which repeats the context that follows its two octets of time to live. */
export function encodePong(ping: Command): Uint8Array<ArrayBuffer> {
  return encodeCommand("PONG", ping.content.subarray(2, 18));
}
