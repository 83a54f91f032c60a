import type { Message, MessageHeader } from "../protocol/message.ts";
import {
  type Fence,
  FENCE_TYPE,
  LATE_ERROR_TYPE,
  type LateError,
} from "../run/kernel_hooks.ts";
import type { ErrorContent } from "./cell_error.ts";
import { lateErrorContent } from "./cell_error.ts";
import type { Extras } from "./kernel_sockets.ts";
import { splitMarkedText } from "./marked_text.ts";
import { CUT_NOTE, OutputBudget } from "./output_budget.ts";

/** Broadcasts under a cell's header. */
export type Publish = (
  type: string,
  content: Record<string, unknown>,
  parent: Partial<MessageHeader>,
  extras?: Extras,
) => void;

/** A cell that runs or ran: whose request it was, and what became of it. */
export interface CellRecord {
  /** What the hooks call it. */
  readonly name: string;
  readonly parent: Partial<MessageHeader>;
  readonly executionCount: number;
  readonly budget: OutputBudget;
  /** Whether an error was shown under it. */
  showedError: boolean;
  /** The first error that nobody awaited. */
  lateError?: ErrorContent;
}

/** So many cells are remembered for what they may still put out. */
const MEMORY = 2000;
/** Text that is printed within so many milliseconds goes out in one message. */
const GATHER_TIME = 8;
/** Text beyond this goes out at once. */
const GATHER_SIZE = 64 * 1024;

/**
 * Sends each output of the inner kernel on under the header of the cell that made it.
 *
 * Whose it is, is what the hooks' mark says; without a mark it is of the cell that runs, or ran last.
 */
export class CellOutputs {
  readonly #publish: Publish;
  readonly #cells = new Map<string, CellRecord>();
  #current: CellRecord | undefined;
  #gathered: { cell: CellRecord; stream: string; text: string } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** The cell that runs, or ran last. */
  get current(): CellRecord | undefined {
    return this.#current;
  }

  /** From now on outputs are of this cell. */
  begin(
    cell: Pick<CellRecord, "name" | "parent" | "executionCount">,
  ): CellRecord {
    this.flush();
    const record = { ...cell, budget: new OutputBudget(), showedError: false };
    this.#cells.set(cell.name, record);
    this.#current = record;
    if (this.#cells.size > MEMORY) {
      for (const oldest of this.#cells.keys()) {
        this.#cells.delete(oldest);
        break;
      }
    }
    return record;
  }

  /** Takes one broadcast; `false` if it is no output of a cell. */
  take(message: Message): boolean {
    const { content, metadata } = message;
    switch (message.header.msg_type) {
      case "stream":
        this.#takeText(String(content.name), String(content.text));
        return true;
      case FENCE_TYPE:
        this.#takeFence(message);
        return true;
      case LATE_ERROR_TYPE:
        this.#takeLateError(content as unknown as LateError);
        return true;
      case "display_data":
      case "update_display_data":
      case "execute_result":
      case "error":
      case "clear_output":
      case "comm_open":
      case "comm_msg":
      case "comm_close": {
        const { sockets_cell: name, ...rest } = metadata;
        this.#takeOutput(this.#find(name as string), {
          ...message,
          metadata: rest,
        });
        return true;
      }
      default:
        return false;
    }
  }

  /** Shows an error under a cell. */
  showError(cell: CellRecord, error: ErrorContent): void {
    this.flush();
    cell.showedError = true;
    this.#publish("error", { ...error }, cell.parent);
  }

  /** Prints a line of our own under a cell. */
  print(cell: CellRecord, text: string): void {
    this.flush();
    this.#publish("stream", { name: "stderr", text }, cell.parent);
  }

  /** Sends out what was gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered;
    this.#gathered = undefined;
    if (gathered === undefined) return;
    const { cell, stream, text } = gathered;
    this.#publish("stream", { name: stream, text }, cell.parent);
  }

  #find(name: string | undefined): CellRecord | undefined {
    return name === undefined
      ? this.#current
      : this.#cells.get(name) ?? this.#current;
  }

  #takeText(stream: string, text: string): void {
    for (const piece of splitMarkedText(text)) {
      const cell = this.#find(piece.cell);
      const kept = cell?.budget.takeText(piece.text);
      if (cell && kept) this.#gather(cell, stream, kept);
    }
  }

  #gather(cell: CellRecord, stream: string, text: string): void {
    const gathered = this.#gathered;
    if (gathered?.cell === cell && gathered.stream === stream) {
      gathered.text += text;
    } else {
      this.flush();
      this.#gathered = { cell, stream, text };
    }
    if (this.#gathered!.text.length > GATHER_SIZE) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_TIME);
  }

  /** A cell's last value may come with its fence, or what it threw. */
  #takeFence(message: Message): void {
    const { result, error } = message.content as unknown as Fence;
    const take = (type: string, content: Record<string, unknown>) =>
      this.take({
        ...message,
        header: { ...message.header, msg_type: type },
        content,
      });
    if (result) take("execute_result", result);
    if (error) take("error", { ...error });
  }

  #takeOutput(cell: CellRecord | undefined, message: Message): void {
    if (cell === undefined) return;
    this.flush();
    const { header: { msg_type: type }, metadata, buffers } = message;
    let { content } = message;
    if (type === "clear_output") cell.budget.clear();
    if (type === "error") cell.showedError = true;
    if (type === "execute_result") {
      content = { ...content, execution_count: cell.executionCount };
    }
    const room = cell.budget.takeDisplay(sizeOf(content, buffers));
    if (room === "note") {
      this.#publish("stream", { name: "stderr", text: CUT_NOTE }, cell.parent);
    }
    if (room === "room" || type === "error") {
      this.#publish(type, content, cell.parent, { metadata, buffers });
    }
  }

  #takeLateError(late: LateError): void {
    const cell = this.#find(late.cell);
    if (cell === undefined) return;
    const error = lateErrorContent(late);
    cell.lateError ??= error;
    this.showError(cell, error);
  }
}

/** Roughly how many characters a display takes. */
function sizeOf(
  content: Record<string, unknown>,
  buffers: readonly Uint8Array[],
): number {
  const data = Object.values(content.data ?? {}).map((value) =>
    typeof value === "string" ? value.length : JSON.stringify(value).length
  );
  return [...data, ...buffers.map(({ length }) => length)]
    .reduce((sum, size) => sum + size, 0);
}
