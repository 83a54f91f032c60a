import type { MimeBundle, Output } from "../notebook.ts";
import { type Fence, FENCE_TYPE } from "./kernel_hooks.ts";
import type { Message } from "../protocol/message.ts";

/** One cell's text beyond this is dropped with a note: it would only fill the memory. */
const MAX_TEXT_LENGTH = 32 * 1024 * 1024;

type DisplayOutput = Extract<Output, { data: MimeBundle }>;

/** Displays that can be updated later, also from other cells, by display id. */
export type DisplayRegistry = Map<string, DisplayOutput[]>;

/**
 * Turns what a kernel broadcasts into a cell's outputs, as front-ends do.
 *
 * Text that follows text of the same stream joins it; updates change displays wherever they are;
 * `clear_output` clears at once, or when the next output comes.
 *
 * Source: Jupyter messaging, "Messages on the IOPub (PUB/SUB) channel".
 */
export class OutputCollector {
  readonly outputs: Output[] = [];
  readonly #displays: DisplayRegistry;
  readonly #executionCount: number | undefined;
  #clearFirst = false;
  #textLength = 0;

  /** `executionCount` is the number of the cell in its result; by default what the kernel says. */
  constructor(displays: DisplayRegistry = new Map(), executionCount?: number) {
    this.#displays = displays;
    this.#executionCount = executionCount;
  }

  /** Takes one broadcast; those that are no output change nothing. */
  take({ header, content }: Pick<Message, "header" | "content">): void {
    switch (header.msg_type) {
      case "stream":
        return this.#addText(String(content.name), String(content.text));
      case FENCE_TYPE:
        return this.#addResult(content as unknown as Fence);
      case "display_data":
      case "execute_result":
        return this.#addDisplay(header.msg_type, content);
      case "update_display_data":
        return this.#update(content);
      case "error":
        return this.addError(content);
      case "clear_output":
        if (content.wait === true) this.#clearFirst = true;
        else this.outputs.length = 0;
    }
  }

  /** Adds an error that the kernel did not broadcast. */
  addError(content: Record<string, unknown>): void {
    this.#add({
      output_type: "error",
      ename: String(content.ename),
      evalue: String(content.evalue),
      traceback: Array.isArray(content.traceback)
        ? content.traceback.map(String)
        : [],
    });
  }

  #add(output: Output): void {
    if (this.#clearFirst) this.outputs.length = 0;
    this.#clearFirst = false;
    this.outputs.push(output);
  }

  #addText(name: string, text: string): void {
    if (this.#textLength > MAX_TEXT_LENGTH) return;
    this.#textLength += text.length;
    const kept = this.#textLength > MAX_TEXT_LENGTH
      ? `${text}\n… more than ${MAX_TEXT_LENGTH} characters: the rest is left out\n`
      : text;
    const last = this.#clearFirst ? undefined : this.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += kept;
    else this.#add({ output_type: "stream", name, text: kept });
  }

  /** A cell's last value may come with its fence. */
  #addResult({ result }: Fence): void {
    if (result) this.#addDisplay("execute_result", result);
  }

  #addDisplay(
    type: "display_data" | "execute_result",
    content: Record<string, unknown>,
  ): void {
    const data = (content.data ?? {}) as MimeBundle;
    const metadata = (content.metadata ?? {}) as Record<string, unknown>;
    const output: DisplayOutput = type === "display_data"
      ? { output_type: type, data, metadata }
      : {
        output_type: type,
        data,
        metadata,
        execution_count:
          (this.#executionCount ?? content.execution_count ?? null) as
            | number
            | null,
      };
    const id = displayId(content);
    if (id !== undefined) {
      const sameId = this.#displays.get(id) ?? [];
      this.#displays.set(id, [...sameId, output]);
    }
    this.#add(output);
  }

  #update(content: Record<string, unknown>): void {
    const id = displayId(content);
    if (id === undefined) return;
    for (const output of this.#displays.get(id) ?? []) {
      output.data = (content.data ?? {}) as MimeBundle;
      output.metadata = (content.metadata ?? {}) as Record<string, unknown>;
    }
  }
}

function displayId(content: Record<string, unknown>): string | undefined {
  const transient = content.transient as { display_id?: string } | undefined;
  return transient?.display_id;
}
