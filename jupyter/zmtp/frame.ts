/** One frame on the wire: a part of a message, or a command. */
export interface Frame {
  body: Uint8Array;
  /** Another part of the same message follows. */
  more: boolean;
  /** A command for the connection itself, which no application sees. */
  command: boolean;
}

/** Bits of a frame's first octet (RFC 23/ZMTP 3.0, "Framing"). */
export const FrameFlag = { MORE: 1, LONG: 2, COMMAND: 4 } as const;

/** Up to here one octet holds the length of a body. */
const SHORT_BODY = 255;

/**
 * Encodes a message of one or more parts as frames, in one piece: libzmq too sends a message as one write.
 *
 * Source: RFC 23/ZMTP 3.0, "Framing".
 *
 * @example
 * ```ts
 * import { encodeMessage } from "./frame.ts";
 *
 * const bytes = encodeMessage([new Uint8Array([7]), new Uint8Array([8, 9])]);
 * if (String(bytes) !== "1,1,7,0,2,8,9") throw new Error(String(bytes));
 * ```
 */
export function encodeMessage(
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  return encodeFrames(parts.map((body, index) => ({
    body,
    more: index < parts.length - 1,
    command: false,
  })));
}

/** Encodes a command: its name, then whatever that command carries. */
export function encodeCommand(
  name: string,
  content: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const nameOctets = new TextEncoder().encode(name);
  const body = new Uint8Array(1 + nameOctets.length + content.length);
  body[0] = nameOctets.length;
  body.set(nameOctets, 1);
  body.set(content, 1 + nameOctets.length);
  return encodeFrames([{ body, more: false, command: true }]);
}

function encodeFrames(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const headSize = ({ body }: Frame) => body.length > SHORT_BODY ? 9 : 2;
  const size = frames.reduce(
    (sum, frame) => sum + headSize(frame) + frame.body.length,
    0,
  );
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const frame of frames) {
    const { body, more, command } = frame;
    const long = body.length > SHORT_BODY;
    bytes[offset] = (more ? FrameFlag.MORE : 0) |
      (long ? FrameFlag.LONG : 0) | (command ? FrameFlag.COMMAND : 0);
    if (long) view.setBigUint64(offset + 1, BigInt(body.length));
    else bytes[offset + 1] = body.length;
    offset += headSize(frame);
    bytes.set(body, offset);
    offset += body.length;
  }
  return bytes;
}
