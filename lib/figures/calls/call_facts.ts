/**
 * One system call as it happened; `TracedCall` of `sockets/system` has this shape.
 *
 * @example
 * ```ts
 * import { type CallFact, lifecycle } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const socket: CallFact = { call: "socket", args: [], result: 3, start: 0, end: 1 };
 * const sockfd = { name: "sockfd", value: 3, text: "3" };
 * const bind: CallFact = { call: "bind", args: [sockfd], result: -1, errno: "EADDRINUSE", start: 1, end: 2 };
 * assertStringIncludes(lifecycle([socket, bind]).text, "EADDRINUSE");
 * ```
 */
export interface CallFact {
  /** The call's name in C. */
  call: string;
  /** The arguments in C's order, each with the words for what it means. */
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
  /** When it returned, on the same clock; absent while it is under way. */
  end?: number;
}

/**
 * A column of a lifecycle: a party with its calls in order.
 *
 * @example
 * ```ts
 * import { lifecycle, type PartyCalls } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const socket = { call: "socket", args: [], result: 3, start: 0, end: 1 };
 * const guest: PartyCalls = { name: "guest", calls: [socket] };
 * const bar: PartyCalls = { name: "bar", calls: [{ ...socket, start: 2, end: 3 }] };
 * assertMatch(lifecycle([guest, bar]).text, /guest +bar/);
 * ```
 */
export interface PartyCalls {
  /** What stands above the column. */
  name: string;
  /** Its calls in the order in which they began. */
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
