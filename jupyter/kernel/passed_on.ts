import type { Message } from "../protocol/message.ts";

/** So many requests are remembered. */
const MEMORY = 1000;

/** Requests that went to the inner kernel as they were: what it broadcasts about them goes back as it is. */
export class PassedOn {
  readonly #ids = new Set<string>();

  add({ header }: Message): void {
    this.#ids.add(header.msg_id);
    if (this.#ids.size <= MEMORY) return;
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest);
      break;
    }
  }

  /** Whether any of them is not done. */
  get isAwaited(): boolean {
    return this.#ids.size > 0;
  }

  /** Whether a broadcast belongs to one of them; `idle` is the last that does. */
  has({ parent_header, content }: Message): boolean {
    const id = parent_header.msg_id ?? "";
    return content.execution_state === "idle"
      ? this.#ids.delete(id)
      : this.#ids.has(id);
  }
}
