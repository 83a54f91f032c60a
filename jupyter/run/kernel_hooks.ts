import { hexdumpText } from "../../lib/notebook/hexdump_text.ts";
import {
  answerRunner,
  type HookContext,
  openContext,
  recordLateErrors,
  watchTimers,
} from "./hooks_in_kernel.ts";
import {
  followParent,
  holdLeash,
  type LeashAddress,
} from "./leash_in_kernel.ts";
import { markOutputs, showValues } from "./outputs_in_kernel.ts";
import { nameCellsInStacks } from "./stack_in_kernel.ts";
import { makeWaitsInterruptible } from "./stop_in_kernel.ts";

/** Type of the broadcast that closes a cell: all that was broadcast before it belongs to that cell. */
export const FENCE_TYPE = "sockets_fence";

/** Type of the broadcast that tells of an error no cell was awaiting, as soon as it happens. */
export const LATE_ERROR_TYPE = "sockets_late_error";

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

/** What a fence brings along. */
export interface Fence {
  /** Assertions and exercises counted so far, if the notebook counts any. */
  tally?: {
    assertions: number;
    exercises: Record<string, "open" | "passed" | "failed">;
  };
  lateErrors: LateError[];
}

/** What the hooks leave in the kernel, under `Symbol.for("sockets.runner")`. */
export interface RunnerHooks {
  /** Closes the cell that ran; `next` is the id of the one whose turn it is then. */
  fence(id: string, next: string): Promise<void>;
  /** Waits, at most so many milliseconds, for timers that will soon fire. */
  settle(patience: number): Promise<void>;
}

/** How a kernel's last value is shown if it is bytes. */
const DUMP = { columns: 16, maxBytes: 256 };

/** Code that puts the hooks into a kernel, to be executed silently. */
export function hooksCode(
  firstCell: string,
  options: { leash?: LeashAddress } = {},
): string {
  const given: Pick<
    HookContext,
    "firstCell" | "fenceType" | "lateErrorType"
  > = {
    firstCell,
    fenceType: FENCE_TYPE,
    lateErrorType: LATE_ERROR_TYPE,
  };
  const { leash } = options;
  return `//# sourceURL=sockets:hooks
{
  const context = (${openContext})(${JSON.stringify(given)});
  (${followParent})();
  (${recordLateErrors})(context);
  (${watchTimers})(context);
  (${nameCellsInStacks})();
  (${markOutputs})(context);
  const dump = ${hexdumpText};
  (${showValues})((bytes) => dump(bytes, ${JSON.stringify(DUMP)}));
  const stop = (${makeWaitsInterruptible})(context);
  (${answerRunner})(context, stop);
  ${leash ? `(${holdLeash})(${JSON.stringify(leash)}, stop);` : ""}
}`;
}

/** Code that closes a cell. */
export function fenceCode(id: string, next: string): string {
  const args = `${JSON.stringify(id)}, ${JSON.stringify(next)}`;
  return `globalThis[Symbol.for("sockets.runner")].fence(${args})`;
}

/** Code that gives timers which a notebook has left behind the time to fail. */
export function settleCode(patience: number): string {
  return `await globalThis[Symbol.for("sockets.runner")].settle(${patience})`;
}
