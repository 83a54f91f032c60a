import { hexdumpText } from "../../lib/notebook/hexdump_text.ts";
import { evaluateCells } from "./evaluate_in_kernel.ts";
import { type HookContext, openContext } from "./hook_context.ts";
import {
  answerCells,
  answerRunner,
  recordLateErrors,
} from "./hooks_in_kernel.ts";
import {
  followParent,
  holdLeash,
  type LeashAddress,
} from "./leash_in_kernel.ts";
import { markOutputs, showBytes } from "./outputs_in_kernel.ts";
import { sendAtOnce } from "./send_at_once_in_kernel.ts";
import { nameCellsInStacks } from "./stack_in_kernel.ts";
import { makeWaitsInterruptible } from "./stop_in_kernel.ts";
import { watchTimers } from "./timers_in_kernel.ts";

/** Type of the broadcast that closes a cell: all that was broadcast before it belongs to that cell. */
export const FENCE_TYPE = "sockets_fence";

/** Type of the broadcast that tells of an error no cell was awaiting, as soon as it happens. */
export const LATE_ERROR_TYPE = "sockets_late_error";

/** Type of the broadcast that tells, once, that the kernel sends at once. */
export const SENDS_AT_ONCE_TYPE = "sockets_sends_at_once";

/** An error that no cell was awaiting. */
export interface LateError {
  kind: "rejection" | "error";
  /** The id of the cell that started what failed, where that is known. */
  cell?: string;
  name: string;
  message: string;
  /** As the engine wrote it; may be empty. */
  stack: string;
}

/** What a cell threw, as the kernel words it. */
export interface ThrownError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What a fence brings along. */
export interface Fence {
  /** Assertions and exercises counted so far, if the notebook counts any. */
  tally?: {
    assertions: number;
    exercises: Record<string, "open" | "passed" | "failed">;
  };
  lateErrors: LateError[];
  /** The cell's last value: the content of a broadcast of type `execute_result`. */
  result: Record<string, unknown> | null;
  /** What the cell threw, where no reply tells. */
  error?: ThrownError;
  /** Why the engine gave it up, where no reply tells. */
  ended?: string;
}

/** What the hooks leave for the runner, under `Symbol.for("sockets.runner")`. */
export interface RunnerHooks {
  /** Waits, at most so many milliseconds, for timers that will soon fire. */
  settle(patience: number): Promise<void>;
  /** Reads the leash anew: an interrupt that meets nothing else may end what reads it. */
  listen(): void;
}

/** How a kernel's last value is shown if it is bytes. */
const DUMP = { columns: 16, maxBytes: 256 };

/** Code that puts the hooks into a kernel, to be executed silently. */
export function hooksCode(options: { leash?: LeashAddress } = {}): string {
  const given: Pick<HookContext, "fenceType" | "lateErrorType"> = {
    fenceType: FENCE_TYPE,
    lateErrorType: LATE_ERROR_TYPE,
  };
  const { leash } = options;
  return `//# sourceURL=sockets:hooks
{
  const context = (${openContext})(${JSON.stringify(given)});
  (${followParent})();
  if ((${sendAtOnce})()) {
    Deno.jupyter.broadcast(${JSON.stringify(SENDS_AT_ONCE_TYPE)}, {});
  }
  (${recordLateErrors})(context);
  (${watchTimers})(context);
  (${nameCellsInStacks})();
  (${markOutputs})(context);
  const dump = ${hexdumpText};
  (${showBytes})((bytes) => dump(bytes, ${JSON.stringify(DUMP)}));
  const waits = (${makeWaitsInterruptible})(context);
  const close = (${answerCells})(context, waits);
  (${answerRunner})(context);
  ${
    leash
      ? `(${holdLeash})(${
        JSON.stringify(leash)
      }, context, waits, (${evaluateCells})(context, close));`
      : ""
  }
}`;
}

/** Code that gives timers which a notebook has left behind the time to fail. */
export function settleCode(patience: number): string {
  return `await globalThis[Symbol.for("sockets.runner")].settle(${patience})`;
}

/** Code that makes a kernel read its leash anew. */
export const LISTEN_CODE = 'globalThis[Symbol.for("sockets.runner")].listen()';

/** Code that broadcasts a fence where there are no hooks: the tally is the library's own. */
export function stockFenceCode(id: string): string {
  const type = JSON.stringify(FENCE_TYPE);
  const tally = 'globalThis[Symbol.for("sockets.tally")] ?? null';
  return `void await Deno.jupyter.broadcast(${type}, { id: "${id}", tally: ${tally}, lateErrors: [], result: null });`;
}
