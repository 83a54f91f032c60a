const GREEN = "\x1b[32m";
const RED = "\x1b[31m";
const PLAIN = "\x1b[39m";

/**
 * Text that shows itself: as the last expression of a cell, in `console.log`, and in a template string.
 *
 * It travels as one message, so it stays in its cell. Lines that begin with ✓ or ✗ get that mark coloured.
 *
 * @example
 * ```ts
 * import { TextDisplay } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(`${new TextDisplay("one line\nanother")}`, "one line\nanother");
 * ```
 */
export class TextDisplay {
  readonly #text: () => string;

  /** `text` may be a function, for text that still grows. */
  constructor(text: string | (() => string)) {
    this.#text = typeof text === "string" ? () => text : text;
  }

  toString(): string {
    return this.#text();
  }

  /** What Jupyter shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": colourMarks(this.#text()) };
  }

  /** What `console.log` shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return colourMarks(this.#text());
  }
}

function colourMarks(text: string): string {
  return text
    .replace(/^(\s*)✓/gm, `$1${GREEN}✓${PLAIN}`)
    .replace(/^(\s*)✗/gm, `$1${RED}✗${PLAIN}`);
}
