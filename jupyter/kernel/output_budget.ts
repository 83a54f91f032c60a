/** So much of what a cell prints and shows reaches front-ends: a browser tab can hold it. */
export const MAX_OUTPUT_SIZE = 10 * 1024 * 1024;
/** So many lines of text. */
export const MAX_OUTPUT_LINES = 100_000;

/** What stands where output was left out. */
export const CUT_NOTE =
  "\n… more than 10 MB or 100,000 lines: the rest of this cell's output is left out\n";

/** Counts what a cell puts out, in characters and lines. */
export class OutputBudget {
  #size = 0;
  #lines = 0;
  #cut = false;

  /** As much of the text as there is room for; with the note where it was cut, and nothing after. */
  takeText(text: string): string {
    if (this.#cut) return "";
    let end = Math.min(text.length, MAX_OUTPUT_SIZE - this.#size);
    for (let at = text.indexOf("\n"); at >= 0 && at < end;) {
      if (++this.#lines >= MAX_OUTPUT_LINES) end = at + 1;
      at = text.indexOf("\n", at + 1);
    }
    this.#size += end;
    if (end === text.length) return text;
    this.#cut = true;
    return text.slice(0, end) + CUT_NOTE;
  }

  /** Whether there is room for a display of this size; if not, the note is to be shown once. */
  takeDisplay(size: number): "room" | "note" | "nothing" {
    if (this.#cut) return "nothing";
    if (this.#size + size <= MAX_OUTPUT_SIZE) {
      this.#size += size;
      return "room";
    }
    this.#cut = true;
    return "note";
  }

  /** A cell that clears its output may fill the room anew. */
  clear(): void {
    this.#size = 0;
    this.#lines = 0;
    this.#cut = false;
  }
}
