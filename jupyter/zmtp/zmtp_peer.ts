import { type Connection, readExactly, writeAll } from "../../lib/mod.ts";
import {
  encodePing,
  encodePong,
  encodeReady,
  parseCommand,
  parseProperties,
} from "./command.ts";
import type { Command } from "./command.ts";
import { countDown } from "./count_down.ts";
import { encodeMessage, type Frame } from "./frame.ts";
import { FrameSource } from "./frame_source.ts";
import { encodeGreeting, GREETING_SIZE, parseGreeting } from "./greeting.ts";
import { assertFits, type SocketType } from "./socket_type.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** A message: its parts in order. */
export type Parts = Uint8Array[];

/** How to open a peer. */
export interface PeerOptions {
  /** What a ROUTER at the other end calls us. */
  identity?: Uint8Array;
  /** Milliseconds for the handshake, 10,000 by default. */
  timeout?: number;
}

const HANDSHAKE_TIMEOUT = 10_000;
/** A message may have this many parts: beyond is a mistake, not a message. */
const MAX_PARTS = 10_000;
const MAX_PENDING = 256 * 1024 * 1024;

/**
 * One connection after the handshake: messages go out whole and come in whole.
 *
 * ```text
 * greeting ⇄ greeting → READY ⇄ READY → messages, commands … → end
 * ```
 */
export class ZmtpPeer {
  /** What the other end is. */
  readonly socketType: string;
  /** What the other end calls itself; often empty. */
  readonly identity: Uint8Array;
  readonly #connection: Connection<Deno.Addr>;
  readonly #source: FrameSource;
  #parts: Parts = [];
  #pending = 0;
  readonly #outgoing: Uint8Array[] = [];
  #writing: Promise<void> | undefined;

  private constructor(
    connection: Connection<Deno.Addr>,
    source: FrameSource,
    ready: Map<string, Uint8Array>,
  ) {
    this.#connection = connection;
    this.#source = source;
    this.socketType = new TextDecoder("latin1")
      .decode(ready.get("socket-type") ?? new Uint8Array());
    this.identity = checkIdentity(ready.get("identity") ?? new Uint8Array());
  }

  /** Shakes hands. On failure the connection is closed and {@linkcode ZmtpError} or a socket error thrown. */
  static async open(
    connection: Connection<Deno.Addr>,
    socketType: SocketType,
    options: PeerOptions = {},
  ): Promise<ZmtpPeer> {
    // One deadline for all of it: a peer that sends an octet now and then does not hold us for ever.
    const timeLeft = countDown(options.timeout ?? HANDSHAKE_TIMEOUT);
    const inTime = () => ({ timeout: timeLeft() });
    try {
      await writeAll(connection, encodeGreeting(), inTime());
      parseGreeting(await readExactly(connection, GREETING_SIZE, inTime()));
      const ready = encodeReady(socketType, options.identity);
      await writeAll(connection, ready, inTime());
      const source = new FrameSource(connection);
      const frame = await source.next(timeLeft());
      if (frame === null) {
        throw new ZmtpError("Cannot shake hands: the peer closed first");
      }
      const peer = new ZmtpPeer(connection, source, parseReady(frame));
      assertFits(socketType, peer.socketType);
      return peer;
    } catch (failure) {
      connection.close();
      throw failure;
    }
  }

  /** Octets that were given to `send` and have not gone out. */
  get pending(): number {
    return this.#pending;
  }

  /** Sends one message in one write. It has no deadline: a peer that stops reading stops its sender. */
  async send(parts: readonly Uint8Array[]): Promise<void> {
    await this.#write(encodeMessage(parts));
  }

  /** Sends a PING: to those who do not know it, it is an octet to acknowledge. */
  async ping(): Promise<void> {
    await this.#write(encodePing());
  }

  /**
   * Each message as it comes, until the peer or `close` ends the connection. PING is answered here;
   * other commands go to `onCommand`.
   */
  async *messages(
    onCommand?: (command: Command) => void,
  ): AsyncGenerator<Parts, void> {
    let frame = await this.#source.next();
    for (; frame !== null; frame = await this.#source.next()) {
      if (frame.command) this.#obey(frame, onCommand);
      else if (this.#addPart(frame)) yield this.#parts.splice(0);
    }
    if (this.#parts.length > 0) {
      throw new ZmtpError("The peer closed in the middle of a message");
    }
  }

  /** Closes the connection. */
  close(): void {
    this.#connection.close();
  }

  #addPart({ body, more }: Frame): boolean {
    this.#parts.push(body);
    if (this.#parts.length > MAX_PARTS) {
      throw new ZmtpError(
        `Cannot read a message of more than ${MAX_PARTS} parts`,
      );
    }
    return !more;
  }

  #obey(frame: Frame, onCommand?: (command: Command) => void): void {
    const command = parseCommand(frame.body);
    if (command.name === "PING") {
      // Not awaited: a peer that first wants its messages read would wait for us, and we for it.
      this.#write(encodePong(command)).catch(() => this.close());
    } else if (command.name === "ERROR") throw peerError(command);
    else onCommand?.(command);
  }

  async #write(octets: Uint8Array): Promise<void> {
    if (this.#pending + octets.length > MAX_PENDING) {
      throw new ZmtpError(
        `Cannot send to a peer that does not read: ${this.#pending} octets wait`,
      );
    }
    this.#pending += octets.length;
    this.#outgoing.push(octets);
    try {
      await (this.#writing ??= this.#writeOutgoing());
    } finally {
      this.#pending -= octets.length;
    }
  }

  /** What is sent at once goes out in one write. */
  async #writeOutgoing(): Promise<void> {
    await null;
    this.#writing = undefined;
    const outgoing = this.#outgoing.splice(0);
    const octets = outgoing.length === 1 ? outgoing[0] : concatenate(outgoing);
    await writeAll(this.#connection, octets, { timeout: Infinity });
  }
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    pieces.reduce((size, { length }) => size + length, 0),
  );
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

const LONGEST_IDENTITY = 255;

/** Source: RFC 23/ZMTP 3.0, "The NULL Security Mechanism"; identities from 0 on are a ROUTER's own names for peers. */
function checkIdentity(identity: Uint8Array): Uint8Array {
  if (identity[0] !== 0 && identity.length <= LONGEST_IDENTITY) return identity;
  throw new ZmtpError(
    `Cannot shake hands: the peer's identity of ${identity.length} octets ${
      identity[0] === 0 ? "begins with 0" : `has more than ${LONGEST_IDENTITY}`
    }`,
  );
}

function parseReady(frame: Frame): Map<string, Uint8Array> {
  if (!frame.command) {
    throw new ZmtpError("Cannot shake hands: expected READY, got a message");
  }
  const command = parseCommand(frame.body);
  if (command.name === "ERROR") throw peerError(command);
  if (command.name !== "READY") {
    throw new ZmtpError(
      `Cannot shake hands: expected READY, got "${command.name}"`,
    );
  }
  return parseProperties(command.content);
}

function peerError({ content }: Command): ZmtpError {
  const reason = new TextDecoder("latin1").decode(content.subarray(1));
  return new ZmtpError(`The peer refused: "${reason}"`);
}
