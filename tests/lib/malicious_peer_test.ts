import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import { connect as nodeConnect, type Socket } from "node:net";
import {
  type Connection,
  ConnectionResetError,
  DeadlineError,
  LineTooLongError,
  listen,
  readExactly,
  ReadLimitError,
  readLine,
  readToEnd,
  readUntil,
  SocketError,
  UnexpectedEndError,
} from "sockets";
import { inflowOf } from "../../lib/connection.ts";

type ErrorClass = new (...args: never[]) => SocketError;

/** What a peer does to us, what we try meanwhile, and how it must end. */
interface Attack {
  name: string;
  attack(peer: Socket): void;
  attempt(connection: Connection): Promise<unknown>;
  ends: ErrorClass | string | null;
  /** The most memory that may be held for it. */
  memory?: number;
}

const BUFFER = 65536;

/** Sends for ever, as fast as it is taken. */
function flood(peer: Socket, block: string): void {
  const send = () => {
    while (!peer.destroyed && peer.write(block));
  };
  peer.on("drain", send);
  send();
}

const ATTACKS: Attack[] = [
  {
    name: "resets in the middle of a line",
    attack(peer) {
      peer.write("cid", () => peer.resetAndDestroy());
    },
    attempt: readLine,
    ends: ConnectionResetError,
  },
  {
    name: "resets in the middle of an exact read",
    attack(peer) {
      peer.write("cid", () => peer.resetAndDestroy());
    },
    attempt: (connection) => readExactly(connection, 5),
    ends: ConnectionResetError,
  },
  {
    name: "closes its side in the middle of a line",
    attack: (peer) => peer.end("cid"),
    attempt: readLine,
    ends: UnexpectedEndError,
  },
  {
    name: "closes its side before a word",
    attack: (peer) => peer.end(),
    attempt: readLine,
    ends: null,
  },
  {
    name: "closes in the middle of an exact read",
    attack: (peer) => peer.end("cid"),
    attempt: (connection) => readExactly(connection, 5),
    ends: UnexpectedEndError,
  },
  {
    name: "sends one byte at a time",
    attack(peer) {
      peer.setNoDelay(true);
      const bytes = [..."cider\r\n"];
      const next = () => {
        const byte = bytes.shift();
        if (byte !== undefined) peer.write(byte, next);
      };
      next();
    },
    attempt: readLine,
    ends: "cider",
  },
  {
    name: "never answers",
    attack() {},
    attempt: (connection) => readLine(connection, { timeout: 30 }),
    ends: DeadlineError,
  },
  {
    name: "sends without end and never a line end",
    attack: (peer) => flood(peer, "x".repeat(100_000)),
    attempt: readLine,
    ends: LineTooLongError,
    memory: 65536 + BUFFER,
  },
  {
    name: "sends without end, with a large limit",
    attack: (peer) => flood(peer, "x".repeat(100_000)),
    attempt: (connection) => readLine(connection, { maxLength: 5_000_000 }),
    ends: LineTooLongError,
    memory: 5_000_000 + BUFFER,
  },
  {
    name: "sends carriage returns without end",
    attack: (peer) => flood(peer, "\r".repeat(100_000)),
    attempt: (connection) => readLine(connection, { maxLength: 1000 }),
    ends: LineTooLongError,
    memory: 1000 + BUFFER,
  },
  {
    name: "sends NULs without end",
    attack: (peer) => flood(peer, "\0".repeat(100_000)),
    attempt: (connection) => readUntil(connection, "\r\n\r\n"),
    ends: ReadLimitError,
    memory: 65536 + BUFFER,
  },
  {
    name: "never closes what is read to its end",
    attack: (peer) => flood(peer, "x".repeat(100_000)),
    attempt: (connection) => readToEnd(connection, { maxLength: 1_000_000 }),
    ends: ReadLimitError,
    memory: 1_000_000 + BUFFER,
  },
  {
    name: "keeps a delimiter just unfinished",
    attack: (peer) => flood(peer, "\r\n\r".repeat(30_000)),
    attempt: (connection) => readUntil(connection, "\r\n\r\n"),
    ends: ReadLimitError,
    memory: 65536 + BUFFER,
  },
];

for (const { name, attack, attempt, ends, memory } of ATTACKS) {
  Deno.test(`a peer that ${name} gets nowhere`, async () => {
    using bar = await listen();
    const peer = nodeConnect(bar.addr.port, "127.0.0.1");
    const closed = new Promise((resolve) => peer.on("close", resolve));
    peer.on("error", () => {});
    using guest = await bar.accept();
    attack(peer);
    const result = await attempt(guest).catch((error) => error);
    if (typeof ends === "function") assertInstanceOf(result, ends);
    else assertEquals(result, ends);
    if (memory !== undefined) {
      const held = inflowOf(guest).buffer.bytes.length;
      assert(held <= memory, `holds ${held} bytes`);
    }
    peer.destroy();
    await closed;
  });
}
