/**
 * One system call as it happened.
 *
 * @example
 * ```ts
 * import { close, listen, pipe, traceCalls, type TracedCall } from "sockets/system";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * using trace = traceCalls();
 * assertThrows(() => listen(readEnd, 5));
 * const [{ call, result, errno }]: TracedCall[] = trace.calls;
 * assertEquals([call, result, errno], ["listen", -1, "ENOTSOCK"]);
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export interface TracedCall {
  /** The call's name in C, such as `bind`. */
  call: string;
  /** The arguments in C's order. */
  args: TracedArgument[];
  /** What C's function returned: a descriptor, a count, 0; -1 for an error. */
  result?: number;
  /** What it wrote through a pointer, such as the peer's address. */
  output?: string;
  /** The name of the error, if it returned -1, such as `EADDRINUSE`. */
  errno?: string;
  /** The error in words, or why the wait ended before the call did. */
  failure?: string;
  /** Whether the call had to wait. */
  waited: boolean;
  /** Milliseconds since the process started (`performance.now()`). */
  start: number;
  /** The same, when it returned; `undefined` while it is under way. */
  end?: number;
}

/**
 * One argument of a traced call.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SOCK_STREAM, socket, traceCalls, type TracedArgument } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * using trace = traceCalls();
 * close(socket(AF_INET, SOCK_STREAM, 0));
 * const [domain, type]: TracedArgument[] = trace.calls[0].args;
 * assertEquals([domain.value, domain.text], [AF_INET, "AF_INET"]);
 * assertEquals([type.name, type.text], ["type", "SOCK_STREAM"]);
 * ```
 */
export interface TracedArgument {
  /** Its name in the manual, such as `sockfd`. */
  name: string;
  /** What was passed: a number, or bytes. */
  value: number | Uint8Array;
  /** What it means: `AF_INET`, `127.0.0.1:80`; else its digits. */
  text: string;
}

const activeTraces = new Set<CallTrace>();

/** A trace that nobody stops keeps no more calls than this. */
const MAX_CALLS = 10_000;

/**
 * The system calls made since `traceCalls`, until it is stopped.
 *
 * @example
 * ```ts
 * import { CallTrace, close, pipe, traceCalls } from "sockets/system";
 * import { assertEquals, assertInstanceOf } from "@std/assert";
 *
 * using trace = traceCalls();
 * assertInstanceOf(trace, CallTrace);
 * pipe().forEach(close);
 * assertEquals(trace.calls.map(({ call }) => call), ["pipe", "close", "close"]);
 * ```
 */
export class CallTrace {
  /** The calls in the order in which they began, 10,000 at most. */
  readonly calls: TracedCall[] = [];
  /** How many calls came after those. */
  omitted = 0;

  /** Adds a call that has begun. */
  add(call: TracedCall): void {
    if (this.calls.length < MAX_CALLS) this.calls.push(call);
    else this.omitted++;
  }

  /** Keeps what has been recorded and records no more. */
  stop(): this {
    activeTraces.delete(this);
    return this;
  }

  /** Stops at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.stop();
  }

  /** The calls as text, one a line, as strace(1) would print them. */
  toString(): string {
    const lines = this.calls.map(formatCall);
    if (this.omitted > 0) lines.push(`… and ${this.omitted} more`);
    return lines.join("\n");
  }

  /** A cell that ends in a trace shows it as text. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}

/**
 * Records the calls of this module: arguments, results, times.
 *
 * Several traces can be active at once; each gets every call.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SOCK_STREAM, socket, traceCalls } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const trace = traceCalls();
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * close(fd);
 * assertEquals(trace.stop().calls.map(({ call }) => call), ["socket", "close"]);
 * assertEquals(String(trace), `socket(AF_INET, SOCK_STREAM, 0) = ${fd}\nclose(${fd}) = 0`);
 * ```
 */
export function traceCalls(): CallTrace {
  const trace = new CallTrace();
  activeTraces.add(trace);
  return trace;
}

/**
 * One call as strace(1) prints it: `bind(21, 127.0.0.1:80, 16) = 0`.
 *
 * @example
 * ```ts
 * import { close, formatCall, pipe, traceCalls } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const trace = traceCalls();
 * const [readEnd, writeEnd] = pipe();
 * const [call] = trace.stop().calls;
 * assertEquals(formatCall(call), `pipe() = 0 [${readEnd}, ${writeEnd}]`);
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export function formatCall(traced: TracedCall): string {
  const args = traced.args.map(({ text }) => text).join(", ");
  const call = `${traced.call}(${args})`;
  if (traced.errno) return `${call} = -1 ${traced.errno} (${traced.failure})`;
  if (traced.failure) return `${call} = ? (${traced.failure})`;
  if (traced.result === undefined) return `${call} …`;
  const output = traced.output === undefined ? "" : ` [${traced.output}]`;
  return `${call} = ${traced.result}${output}`;
}

/** Opens a record in every active trace; the caller completes it. */
export function recordCall(
  call: string,
  args: () => TracedArgument[],
): TracedCall {
  const traced: TracedCall = {
    call,
    args: activeTraces.size > 0 ? args() : [],
    waited: false,
    start: performance.now(),
  };
  for (const trace of activeTraces) trace.add(traced);
  return traced;
}
