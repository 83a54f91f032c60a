import { SocketError } from "../errors.ts";
import { formatIpAddress } from "../ip_address.ts";

/**
 * One socket in the system's table.
 *
 * @example
 * ```ts
 * import { connect, listen } from "sockets";
 * import { type SocketRow, socketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using _client = await connect("127.0.0.1", bar.addr.port);
 * const row: SocketRow | undefined = socketTable()
 *   ?.find(({ local, state }) => state === "LISTEN" && local.port === bar.addr.port);
 * if (row) assertEquals(row.receiveQueue, 1); // The client waits to be accepted.
 * ```
 */
export interface SocketRow {
  /** Which table it stands in; `6` for IPv6. */
  protocol: "tcp" | "tcp6" | "udp" | "udp6";
  /** This end. */
  local: { address: string; port: number };
  /** The other end; port 0 if there is none. */
  remote: { address: string; port: number };
  /** TCP's state, as RFC 9293 §3.3.2 names it; UDP's is `CLOSE` unless connected. */
  state: SocketState;
  /** Bytes written and not yet acknowledged. */
  sendQueue: number;
  /** Bytes come and not yet read; for a listener, connections to accept. */
  receiveQueue: number;
  /** The socket's number, the same for all its descriptors; 0 in TIME_WAIT. */
  inode: number;
  /** Number of the user who owns it. */
  owner: number;
}

/**
 * Linux's names of TCP's states.
 *
 * @example
 * ```ts
 * import { connect, listen, readToEnd } from "sockets";
 * import { type SocketState, socketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * (await bar.accept()).close();
 * await readToEnd(client); // The peer has closed, this side has not.
 * const row = socketTable()?.find(({ local }) => local.port === client.localAddr.port);
 * const state: SocketState | undefined = row?.state;
 * assertEquals(state ?? "CLOSE_WAIT", "CLOSE_WAIT");
 * ```
 */
export type SocketState =
  | "ESTABLISHED"
  | "SYN_SENT"
  | "SYN_RECV"
  | "FIN_WAIT1"
  | "FIN_WAIT2"
  | "TIME_WAIT"
  | "CLOSE"
  | "CLOSE_WAIT"
  | "LAST_ACK"
  | "LISTEN"
  | "CLOSING"
  | "NEW_SYN_RECV";

/** By their number in the table, from 1 on: `include/net/tcp_states.h`. */
const STATES: readonly SocketState[] = [
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECV",
  "FIN_WAIT1",
  "FIN_WAIT2",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
  "LAST_ACK",
  "LISTEN",
  "CLOSING",
  "NEW_SYN_RECV",
];

/**
 * Reads the text of `/proc/net/tcp` or one of its kin; pure.
 *
 * Throws a `SocketError` that quotes a line it cannot read. Addresses stand
 * there as 32-bit words in the machine's own byte order: little-endian on
 * x86-64 and arm64.
 *
 * @example
 * ```ts
 * import { parseSocketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *    0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 81237 1`;
 * const [row] = parseSocketTable(text, "tcp");
 * assertEquals(row.local, { address: "127.0.0.1", port: 8080 });
 * assertEquals([row.state, row.receiveQueue, row.inode, row.owner], ["LISTEN", 2, 81237, 1000]);
 * ```
 */
export function parseSocketTable(
  text: string,
  protocol: SocketRow["protocol"],
): SocketRow[] {
  const [, ...lines] = text.split("\n");
  return lines.filter((line) => line.trim() !== "")
    .map((line) => parseRow(line, protocol));
}

function parseRow(line: string, protocol: SocketRow["protocol"]): SocketRow {
  const [, local, remote, state, queues, , , owner, , inode] = line.trim()
    .split(/\s+/);
  const [, sent, received] = QUEUES.exec(queues ?? "") ?? [];
  const row = {
    protocol,
    local: parseEnd(local),
    remote: parseEnd(remote),
    state: STATES[parseInt(state, 16) - 1],
    sendQueue: parseInt(sent, 16),
    receiveQueue: parseInt(received, 16),
    inode: parseDecimal(inode),
    owner: parseDecimal(owner),
  };
  const known = Object.values(row).every((value) =>
    value !== undefined && !Number.isNaN(value)
  );
  if (known) return row as SocketRow;
  throw new SocketError(
    `Cannot read socket table line ${JSON.stringify(line)}: ` +
      `not in the form of /proc/net/${protocol}`,
  );
}

/** `tx_queue:rx_queue` */
const QUEUES = /^([0-9A-F]{1,8}):([0-9A-F]{1,8})$/;

function parseDecimal(digits: string | undefined): number {
  return /^\d+$/.test(digits ?? "") ? Number(digits) : NaN;
}

/** `0100007F:1F90` is 127.0.0.1, port 8080. */
function parseEnd(
  end: string | undefined,
): { address: string; port: number } | undefined {
  const match = /^((?:[0-9A-F]{8}){1,4}):([0-9A-F]{4})$/.exec(end ?? "");
  if (!match || ![8, 32].includes(match[1].length)) return undefined;
  const bytes = new Uint8Array(match[1].length / 2);
  const view = new DataView(bytes.buffer);
  for (let offset = 0; offset < bytes.length; offset += 4) {
    const word = parseInt(match[1].slice(2 * offset, 2 * offset + 8), 16);
    view.setUint32(offset, word, true);
  }
  return { address: formatIpAddress(bytes), port: parseInt(match[2], 16) };
}
