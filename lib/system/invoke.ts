import { Wait, type WaitOptions } from "../deadline.ts";
import { CALL } from "./call_constants.ts";
import { refuseOnceClosed } from "./owned_descriptors.ts";
import { SystemCallError } from "./system_call_error.ts";
import { type SystemLibrary, systemLibrary } from "./system_library.ts";
import {
  recordCall,
  type TracedArgument,
  type TracedCall,
} from "./trace_calls.ts";
import { waitUntilReady } from "./wait_until_ready.ts";

/** A system call to be made, and how to speak of it. */
export interface Invocation {
  /** The call's name in C. */
  call: string;
  /** The arguments in C's order, for traces. */
  args: () => TracedArgument[];
  /** Completes "Cannot …": `bind socket 21 to 127.0.0.1:80`. */
  action: string;
  /** What it does it to, for waits: `socket 21`. */
  subject?: string;
}

/** Makes a call that returns at once; throws a `SystemCallError` for -1. */
export function invoke(
  invocation: Invocation,
  run: (library: SystemLibrary) => number | bigint,
): TracedCall & { result: number } {
  const library = systemLibrary(invocation.call);
  const traced = recordCall(invocation.call, invocation.args);
  const { result, errno } = attempt(library, run);
  return finish(invocation, traced, result, errno, library);
}

/** What a waiting call waits for. */
export interface Awaited {
  fd: number;
  /** `POLLIN` or `POLLOUT`. */
  events: number;
  /** The caller would rather have EAGAIN. */
  dontWait?: boolean;
  /** The descriptor blocks, so not even the first attempt may be made unasked. */
  pollFirst?: boolean;
}

/** Makes a call that may have to wait, without ever blocking this thread. */
export async function invokeWaiting(
  invocation: Invocation,
  descriptor: Awaited,
  run: (library: SystemLibrary) => number | bigint,
  options: WaitOptions,
): Promise<TracedCall & { result: number }> {
  const library = systemLibrary(invocation.call);
  const traced = recordCall(invocation.call, invocation.args);
  if (!descriptor.pollFirst) {
    const { result, errno } = attempt(library, run);
    if (errno !== CALL.EAGAIN || descriptor.dontWait) {
      return finish(invocation, traced, result, errno, library);
    }
  }
  const refuse = refuseOnceClosed(descriptor.fd);
  const end = await untilDone(invocation, traced, options, async (wait) => {
    for (;;) {
      await waitUntilReady(library, [descriptor], wait);
      refuse();
      const { result, errno } = attempt(library, run);
      if (errno !== CALL.EAGAIN) return { result, errno };
    }
  });
  return finish(invocation, traced, end.result, end.errno, library);
}

/** Runs what waits, within the deadline; a wait that fails is traced too. */
export async function untilDone<Value>(
  invocation: Invocation,
  traced: TracedCall,
  options: WaitOptions,
  run: (wait: Wait) => Promise<Value>,
): Promise<Value> {
  const { call, subject = invocation.action } = invocation;
  traced.waited = true;
  const wait = new Wait(`${call} on`, subject, options);
  try {
    return await run(wait);
  } catch (error) {
    traced.failure = error instanceof Error ? error.name : String(error);
    traced.end = performance.now();
    throw error;
  } finally {
    wait.end();
  }
}

/** Makes the call; again if a signal cut it short (EINTR, signal(7)). */
export function attempt(
  library: SystemLibrary,
  run: (library: SystemLibrary) => number | bigint,
): { result: number; errno: number } {
  for (;;) {
    const result = Number(run(library));
    const errno = result === -1 ? library.errno() : 0;
    if (errno !== CALL.EINTR) return { result, errno };
  }
}

/** Completes the record; throws if the call failed. */
export function finish(
  invocation: Invocation,
  traced: TracedCall,
  result: number,
  errno: number,
  library: SystemLibrary,
): TracedCall & { result: number } {
  traced.end = performance.now();
  if (errno === 0) return Object.assign(traced, { result });
  const { call, action } = invocation;
  const pointer = library.strerror(errno);
  const text = pointer
    ? Deno.UnsafePointerView.getCString(pointer)
    : "unknown error";
  const error = new SystemCallError(action, { call, errno, text });
  Object.assign(traced, { result: -1, errno: error.code, failure: text });
  throw error;
}
