/** One character on the screen, with the colour codes in force when it was written. */
interface ScreenCell {
  character: string;
  style: string;
}

/** Most columns and lines kept: output that moves the cursor further is cut there. */
const WIDEST = 4000;
const TALLEST = 20_000;

/** A control sequence (ECMA-48 §5.4), an operating system command, a lone escape, or a plain control character. */
const TOKEN =
  // deno-lint-ignore no-control-regex
  /\x1b\[([0-9;:?]*)([@-~])|\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f\x1b]+/g;

/**
 * Text as a terminal would leave it: carriage returns, backspaces, cursor movements and erasures are
 * carried out, colour codes are kept (SGR, ECMA-48 §8.3.117), everything else is dropped.
 *
 * @example
 * ```ts
 * import { settleTerminal } from "./settle_terminal.ts";
 *
 * const text = settleTerminal(" 10 %\r 55 %\r100 %\ndone");
 * if (text !== "100 %\ndone") throw new Error(text);
 * ```
 */
export function settleTerminal(text: string): string {
  // deno-lint-ignore no-control-regex
  if (!/[\x00-\x08\x0b-\x1f\x7f]/.test(text)) return text;
  const screen = new Screen();
  for (
    const match of text.replaceAll("\r\n", "\n").matchAll(TOKEN)
  ) {
    const [token, parameters, command] = match;
    if (command === "m") screen.setStyle(parameters, token);
    else if (command !== undefined) screen.command(command, parameters);
    else screen.write(token);
  }
  return screen.text();
}

class Screen {
  #lines: ScreenCell[][] = [[]];
  #row = 0;
  #column = 0;
  #style = "";

  setStyle(parameters: string, sequence: string): void {
    const reset = parameters === "" || /^0*$/.test(parameters);
    // Attributes add up until a reset; a bound keeps hostile output from growing each cell.
    this.#style = reset ? "" : (this.#style + sequence).slice(-200);
  }

  write(token: string): void {
    if (token === "\n") return this.#moveTo(this.#row + 1, 0);
    if (token === "\r") return this.#moveTo(this.#row, 0);
    if (token === "\b") return this.#moveTo(this.#row, this.#column - 1);
    if (token === "\t") {
      return this.#put(" ".repeat(8 - this.#column % 8));
    }
    if (token >= " " && token !== "\x7f") this.#put(token);
  }

  /** Cursor movement and erasure: ECMA-48 §8.3 CUU, CUD, CUF, CUB, CHA, CUP, ED, EL. */
  command(command: string, parameters: string): void {
    const [first, second] = parameters.split(";").map(Number);
    const count = Math.min(first || 1, WIDEST);
    const row = this.#row;
    const column = this.#column;
    if (command === "A") this.#moveTo(row - count, column);
    else if (command === "B") this.#moveTo(row + count, column);
    else if (command === "C") this.#moveTo(row, column + count);
    else if (command === "D") this.#moveTo(row, column - count);
    else if (command === "G") this.#moveTo(row, count - 1);
    else if (command === "H") this.#moveTo(count - 1, (second || 1) - 1);
    else if (command === "J") this.#eraseScreen(first || 0);
    else if (command === "K") this.#eraseLine(first || 0);
  }

  text(): string {
    return this.#lines.map((line) => {
      let style = "";
      let text = "";
      for (const cell of Array.from(line, (cell) => cell ?? BLANK)) {
        if (cell.style !== style) {
          text += (style === "" ? "" : "\x1b[0m") + cell.style;
          style = cell.style;
        }
        text += cell.character;
      }
      return style === "" ? text : `${text}\x1b[0m`;
    }).join("\n");
  }

  #put(text: string): void {
    const line = this.#lines[this.#row];
    for (const character of text) {
      if (this.#column >= WIDEST) break;
      while (line.length < this.#column) line.push(BLANK);
      line[this.#column++] = { character, style: this.#style };
    }
  }

  #moveTo(row: number, column: number): void {
    this.#row = Math.min(Math.max(row, 0), TALLEST);
    this.#column = Math.min(Math.max(column, 0), WIDEST);
    while (this.#lines.length <= this.#row) this.#lines.push([]);
  }

  #eraseLine(mode: number): void {
    const line = this.#lines[this.#row];
    if (mode === 2) line.length = 0;
    else if (mode === 1) line.fill(BLANK, 0, this.#column + 1);
    else line.length = Math.min(line.length, this.#column);
  }

  #eraseScreen(mode: number): void {
    if (mode >= 2) return void (this.#lines = this.#lines.map(() => []));
    if (mode === 0) {
      this.#eraseLine(0);
      this.#lines.length = this.#row + 1;
    }
  }
}

const BLANK: ScreenCell = { character: " ", style: "" };
