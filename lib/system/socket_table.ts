import type { Descriptor } from "./descriptors.ts";
import { parseSocketTable, type SocketRow } from "./parse_socket_table.ts";
import { procRefusal } from "./proc.ts";

const PROTOCOLS = ["tcp", "tcp6", "udp", "udp6"] as const;

/**
 * Every TCP and UDP socket of this machine, whoever owns it.
 *
 * Linux only; elsewhere, or where reading `/proc` is not allowed, `undefined`,
 * and `procRefusal()` says why. Source: proc(5), `/proc/net/tcp`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, listen, SOCK_STREAM, socket, socketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(fd, 5);
 * const listening = socketTable()?.some(({ state }) => state === "LISTEN");
 * assertEquals(listening ?? true, true);
 * close(fd);
 * ```
 */
export function socketTable(): SocketRow[] | undefined {
  if (procRefusal()) return undefined;
  return PROTOCOLS.flatMap((protocol) =>
    dropRepeatedRows(parseSocketTable(readTable(protocol), protocol))
  );
}

/**
 * Keeps one row for each socket of one table, the one read last.
 *
 * The system hands the table out in pieces, and sockets come and go between
 * two of them: a row may move and be read again. Its inode tells, and where
 * nobody has the socket (inode 0) its four-tuple.
 */
export function dropRepeatedRows(rows: readonly SocketRow[]): SocketRow[] {
  const bySocket = new Map<string, SocketRow>();
  for (const row of rows) {
    const { inode, local, remote } = row;
    const tuple = [local.address, local.port, remote.address, remote.port];
    bySocket.set(inode === 0 ? tuple.join(" ") : String(inode), row);
  }
  return [...bySocket.values()];
}

/** A system without IPv6 has no table for it. */
function readTable(protocol: string): string {
  try {
    return Deno.readTextFileSync(`/proc/net/${protocol}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/**
 * A descriptor with the socket it refers to.
 *
 * @example
 * ```ts
 * import { AF_INET, close, descriptors, type DescriptorSocket, listen, matchSockets, SOCK_STREAM, socket, socketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(fd, 5);
 * const sockets: DescriptorSocket[] = matchSockets(descriptors() ?? [], socketTable() ?? []);
 * const mine = sockets.find((each) => each.fd === fd);
 * if (mine) assertEquals(mine.inode, mine.socket.inode); // Linux: what joins the two.
 * close(fd);
 * ```
 */
export interface DescriptorSocket extends Descriptor {
  /** Its row in the system's table. */
  socket: SocketRow;
}

/**
 * Joins descriptors and sockets by inode: descriptor → socket → four-tuple.
 *
 * A socket that is neither bound nor connected stands in no table.
 *
 * @example
 * ```ts
 * import { AF_INET, close, descriptors, dup, listen, matchSockets, SOCK_STREAM, socket, socketTable } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(fd, 5);
 * const twin = dup(fd);
 * const mine = matchSockets(descriptors() ?? [], socketTable() ?? [])
 *   .filter((match) => match.fd === fd || match.fd === twin);
 * assertEquals(mine.map(({ socket }) => socket.state), mine.map(() => "LISTEN"));
 * close(fd);
 * close(twin);
 * ```
 */
export function matchSockets(
  descriptors: readonly Descriptor[],
  table: readonly SocketRow[],
): DescriptorSocket[] {
  const byInode = new Map(table.map((row) => [row.inode, row]));
  return descriptors.flatMap((descriptor) => {
    if (descriptor.kind !== "socket") return [];
    const socket = byInode.get(descriptor.inode!);
    return socket ? [{ ...descriptor, socket }] : [];
  });
}
