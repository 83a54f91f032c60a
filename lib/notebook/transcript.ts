import { quoted } from "./quoted.ts";
import { TextDisplay } from "./text_display.ts";

/**
 * Collects what a cell has to say and shows it as one message.
 *
 * Each `console.log` is a message of its own, and where a notebook runs fast the last ones may land under the
 * next cell. A transcript that is the last expression of its cell stays there.
 *
 * @example
 * ```ts
 * import { type Transcript, transcript } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * function greet(said: Transcript, guest: string): void {
 *   said.print("Hello,", guest);
 * }
 * const said = transcript();
 * for (const guest of ["Ada", "Grace"]) greet(said, guest);
 * assertEquals(String(said), "Hello, Ada\nHello, Grace");
 * ```
 */
export interface Transcript extends TextDisplay {
  /** Adds a line, parts separated by spaces; bytes are quoted, other objects as `console.log` shows them. */
  print(...parts: unknown[]): void;
}

/**
 * Starts an empty {@linkcode Transcript}; end the cell with it.
 *
 * @example
 * ```ts
 * import { transcript } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * const said = transcript();
 * said.print("read gave", new TextEncoder().encode("cider\n"));
 * said.print("then", null);
 * assertEquals(String(said), 'read gave "cider\\n"\nthen null');
 * ```
 */
export function transcript(): Transcript {
  const lines: string[] = [];
  const display = new TextDisplay(() => lines.join("\n"));
  return Object.assign(display, {
    print(...parts: unknown[]) {
      lines.push(parts.map(inWords).join(" "));
    },
  });
}

/**
 * One line of a transcript, for the end of a cell: it shows what Jupyter alone does not, `null` or bytes.
 *
 * @example
 * ```ts
 * import { show } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(show("the end of stream is", null)), "the end of stream is null");
 * ```
 */
export function show(...parts: unknown[]): TextDisplay {
  return new TextDisplay(parts.map(inWords).join(" "));
}

function inWords(part: unknown): string {
  if (typeof part === "string") return part;
  if (part instanceof Uint8Array) return quoted(part);
  if (part instanceof TextDisplay) return String(part);
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return Deno.inspect(part);
}
