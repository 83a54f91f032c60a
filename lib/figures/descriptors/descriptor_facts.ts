/** A socket as the system's table lists it; `SocketRow` of `sockets/system` has this shape. */
export interface SocketFact {
  /** `tcp`, `tcp6`, `udp`, … */
  protocol: string;
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

/** An open descriptor; `Descriptor` of `sockets/system` has this shape. */
export interface DescriptorFact {
  fd: number;
  /** `socket`, `pipe`, `file`, `device`, … */
  kind: string;
  /** The system's words for what it refers to. */
  target: string;
  inode?: number;
  path?: string;
  /** What the program calls it, such as `listenfd`. */
  name?: string;
  /** Its socket, where no table is given. */
  socket?: SocketFact;
}

/** A process with its descriptor table. */
export interface ProcessFact {
  name: string;
  /** `undefined` where the system does not show it. */
  descriptors: readonly DescriptorFact[] | undefined;
  /** What the program calls its descriptors, by number. */
  names?: Readonly<Record<number, string>>;
}

/** One moment: who has what open. */
export interface DescriptorState {
  /** What has just happened. */
  caption?: string;
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
