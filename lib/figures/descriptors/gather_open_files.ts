import {
  type DescriptorFact,
  type DescriptorState,
  type OpenFile,
  type OpenFiles,
  type ProcessFact,
  type SocketFact,
} from "./descriptor_facts.ts";

/** A table longer than this is cut. */
const MOST_ROWS = 12;

/**
 * Which descriptors are drawn: those of sockets and the first three, or all.
 *
 * @example
 * ```ts
 * import { type DescriptorChoice, descriptorMap } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const descriptors = [{ fd: 7, kind: "pipe", target: "pipe:[81240]" }];
 * const choices: DescriptorChoice[] = ["sockets", "all"];
 * const shown = choices.map((show) => descriptorMap({ processes: [{ name: "bar", descriptors }] }, { show }).text);
 * assertEquals(shown.map((text) => text.includes("fd 7")), [false, true]);
 * ```
 */
export type DescriptorChoice = "sockets" | "all";

/** Joins descriptors, open file descriptions and sockets for each process of a state. */
export function gatherOpenFiles(
  { processes, sockets = [] }: DescriptorState,
  choice: DescriptorChoice,
): OpenFiles[] {
  const byInode = new Map(
    sockets.filter(({ inode }) => inode).map((row) => [row.inode, row]),
  );
  return processes.map((process) =>
    gatherProcess(process, byInode, sockets, choice)
  );
}

function gatherProcess(
  process: ProcessFact,
  byInode: ReadonlyMap<number | undefined, SocketFact>,
  table: readonly SocketFact[],
  choice: DescriptorChoice,
): OpenFiles {
  const all = process.descriptors ?? [];
  const wanted = all.filter(({ fd, kind }) =>
    choice === "all" || kind === "socket" || fd <= 2
  ).toSorted((one, other) => one.fd - other.fd);
  const drawn = wanted.slice(0, MOST_ROWS);
  const places = new Map<string, number>();
  const files: OpenFile[] = [];
  const rows = drawn.map((descriptor) => {
    const { fd, name = process.names?.[fd] ?? "" } = descriptor;
    const key = sharedKey(descriptor);
    let file = places.get(key);
    if (file === undefined) {
      file = files.length;
      places.set(key, file);
      const socket = descriptor.socket ?? byInode.get(descriptor.inode);
      files.push({
        references: 0,
        socket,
        words: wordsOf(descriptor),
        waiting: false,
      });
    }
    files[file].references++;
    return { fd, name, file };
  });
  return {
    name: process.name,
    rows,
    files: [...files, ...waitingFiles(files, table)],
    omitted: wanted.length - drawn.length,
    hidden: process.descriptors === undefined,
  };
}

/**
 * Descriptors of one socket or pipe share its open file description: they come from `dup`. Of files
 * the system does not tell, so each counts as opened by itself.
 */
function sharedKey({ fd, kind, inode, socket }: DescriptorFact): string {
  const number = inode ?? socket?.inode;
  return kind === "socket" && number ? `socket ${number}` : `descriptor ${fd}`;
}

function wordsOf({ kind, path, target }: DescriptorFact): string {
  if (kind === "socket") return "socket, not bound";
  return path ?? (kind === "pipe" ? "pipe" : target);
}

/** What came to a listener and has no descriptor yet: the kernel holds it until `accept`. */
function waitingFiles(
  files: readonly OpenFile[],
  table: readonly SocketFact[],
): OpenFile[] {
  const listeners = files.filter(({ socket }) => socket?.state === "LISTEN");
  return table.filter((row) =>
    !row.inode && row.state === "ESTABLISHED" &&
    listeners.some(({ socket }) => socket?.local.port === row.local.port)
  ).slice(0, 4).map((socket) => ({
    references: 0,
    socket,
    words: "",
    waiting: true,
  }));
}

/** An address and port as people write them. */
export function endpointText(
  { address, port }: { address: string; port: number },
): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return `${host}:${port === 0 ? "*" : port}`;
}

/** Whether two sockets are the two ends of one connection. */
export function areConnected(one: SocketFact, other: SocketFact): boolean {
  return one.remote.port !== 0 &&
    plainEndpoint(one.local) === plainEndpoint(other.remote) &&
    plainEndpoint(one.remote) === plainEndpoint(other.local);
}

/** A dual-stack socket sees IPv4 addresses as `::ffff:…` (RFC 4291 §2.5.5.2). */
function plainEndpoint(endpoint: { address: string; port: number }): string {
  const address = endpoint.address.replace(/^::ffff:(?=\d+\.)/i, "");
  return endpointText({ address, port: endpoint.port });
}
