/** One system call as it happened; `TracedCall` of `sockets/system` has this shape. */
export interface CallFact {
  /** The call's name in C. */
  call: string;
  args: readonly { name: string; value: unknown; text: string }[];
  /** What it returned, -1 for an error; absent while it is under way. */
  result?: number;
  /** What it wrote through a pointer, such as the peer's address. */
  output?: string;
  /** The name of the error. */
  errno?: string;
  /** Why the wait ended before the call did. */
  failure?: string;
  /** Milliseconds on one clock. */
  start: number;
  end?: number;
}

/** A column of a lifecycle: a party with its calls in order. */
export interface PartyCalls {
  name: string;
  calls: readonly CallFact[];
}

/** Where one party's call met another's. */
export interface Meeting {
  from: CallFact;
  to: CallFact;
  /** What passed: `connection`, `13 B`, `end`. */
  label: string;
}

/** The descriptor that a call works on, if its first argument is one. */
export function descriptorOf({ call, args }: CallFact): number | undefined {
  if (call === "socket" || call === "getaddrinfo" || call === "pipe") {
    return undefined;
  }
  const value = args[0]?.value;
  return typeof value === "number" ? value : undefined;
}

/** Whether a call returned without an error. */
export function succeeded({ result, errno, failure }: CallFact): boolean {
  return result !== undefined && result >= 0 && !errno && !failure;
}
