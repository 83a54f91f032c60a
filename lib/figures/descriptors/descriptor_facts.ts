/**
 * A socket as the system's table lists it; `SocketRow` of `sockets/system` has this shape.
 *
 * @example
 * ```ts
 * import { descriptorMap, type SocketFact } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [local, remote] = [{ address: "127.0.0.1", port: 8192 }, { address: "0.0.0.0", port: 0 }];
 * const socket: SocketFact = { protocol: "tcp", local, remote, state: "LISTEN" };
 * const doorbell = { fd: 3, kind: "socket", target: "socket:[81237]", socket };
 * const { text } = descriptorMap({ processes: [{ name: "bar", descriptors: [doorbell] }] });
 * assertStringIncludes(text, "LISTEN 127.0.0.1:8192");
 * ```
 */
export interface SocketFact {
  /** `tcp`, `tcp6`, `udp`, … */
  protocol: string;
  /** This end. */
  local: { address: string; port: number };
  /** The other end; port 0 if there is none. */
  remote: { address: string; port: number };
  /** TCP's state, such as `LISTEN`. */
  state: string;
  /** Number that its descriptors share. */
  inode?: number;
  /** For a listener, connections waiting to be accepted. */
  receiveQueue?: number;
}

/**
 * An open descriptor; `Descriptor` of `sockets/system` has this shape.
 *
 * @example
 * ```ts
 * import { type DescriptorFact, descriptorMap } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const listenfd: DescriptorFact = { fd: 3, kind: "socket", target: "socket:[81237]", name: "listenfd" };
 * const { text } = descriptorMap({ processes: [{ name: "bar", descriptors: [listenfd] }] });
 * assertMatch(text, /fd 3 +listenfd .*socket, not bound/);
 * ```
 */
export interface DescriptorFact {
  /** Its number in the process's table. */
  fd: number;
  /** `socket`, `pipe`, `file`, `device`, … */
  kind: string;
  /** The system's words for what it refers to. */
  target: string;
  /** The number of the socket or pipe, the same for all that refer to it. */
  inode?: number;
  /** The path of a file or device. */
  path?: string;
  /** What the program calls it, such as `listenfd`. */
  name?: string;
  /** Its socket, where no table is given. */
  socket?: SocketFact;
}

/**
 * A process with its descriptor table.
 *
 * @example
 * ```ts
 * import { descriptorMap, type ProcessFact } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const bar: ProcessFact = { name: "bar", descriptors: undefined }; // As on macOS.
 * assertStringIncludes(descriptorMap({ processes: [bar] }).text, "not shown by this system");
 * ```
 */
export interface ProcessFact {
  /** What stands above its table. */
  name: string;
  /** `undefined` where the system does not show it. */
  descriptors: readonly DescriptorFact[] | undefined;
  /** What the program calls its descriptors, by number. */
  names?: Readonly<Record<number, string>>;
}

/**
 * One moment: who has what open.
 *
 * @example
 * ```ts
 * import { descriptorMap, type DescriptorState } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const before: DescriptorState = { caption: "before", processes: [{ name: "bar", descriptors: [] }] };
 * const listenfd = { fd: 3, kind: "socket", target: "socket:[81237]" };
 * const after: DescriptorState = { caption: "after socket", processes: [{ name: "bar", descriptors: [listenfd] }] };
 * assertMatch(descriptorMap([before, after]).text, /before[^]*after socket[^]*fd 3/);
 * ```
 */
export interface DescriptorState {
  /** What has just happened. */
  caption?: string;
  /** Left to right; two that are connected face each other. */
  processes: readonly ProcessFact[];
  /** The system's table of sockets, in which descriptors are looked up by inode. */
  sockets?: readonly SocketFact[];
}

/** What a descriptor refers to: an open file description with the thing behind it. */
export interface OpenFile {
  /** How many of the descriptors refer to it. */
  references: number;
  socket?: SocketFact;
  /** The words for what is no socket in the table. */
  words: string;
  /** A connection that no `accept` has taken yet: it has no descriptor. */
  waiting: boolean;
}

/** A process ready to be placed: rows of its table, each with the file it refers to. */
export interface OpenFiles {
  name: string;
  rows: { fd: number; name: string; file: number }[];
  files: OpenFile[];
  /** Descriptors not drawn. */
  omitted: number;
  /** The system does not show this process's table. */
  hidden: boolean;
}
