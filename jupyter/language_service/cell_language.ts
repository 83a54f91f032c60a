/** Answers what a kernel asks about cells, given those that ran. */
import { globalDeclarations } from "../type_check/cell_compiler.ts";
import { moduleResolver } from "../type_check/module_resolver.ts";
import { CellProgram } from "./cell_program.ts";
import { CellsSoFar } from "./cells_so_far.ts";
import { checkCell, isUnreadable } from "./check_cell.ts";
import { completeCell } from "./complete_cell.ts";
import { Deadline } from "./deadline.ts";
import { inspectCell } from "./inspect_cell.ts";
import type { Answer, Ask, Inspection, Notice } from "./service_protocol.ts";

/** What most cells use: read before the first of them comes. */
const WARM_UP = `import { connect, listen, readExactly } from "sockets";
import { todo } from "sockets/notebook";
import { ladder } from "sockets/figures";
import { httpFetch } from "sockets/http";
import { assertEquals } from "@std/assert";
const bar = await listen();
[(await connect("localhost", bar.addr.port)).localAddr, todo, ladder, httpFetch];
assertEquals(new Uint8Array(1), Uint8Array.of(0));
readExactly`;

/** The cells of one kernel, and the compiler's knowledge of them. */
export class CellLanguage {
  #cells = new CellsSoFar();

  private constructor(private readonly program: CellProgram) {}

  /**
   * Reads all that cells commonly use, in about a second.
   *
   * @param root the project's folder, whose deno.json says what imports mean
   */
  static async open(root: string): Promise<CellLanguage> {
    const [globals, resolve] = await Promise.all([
      globalDeclarations(),
      moduleResolver(root),
    ]);
    const language = new CellLanguage(new CellProgram(globals, resolve));
    const warmUp = {
      source: WARM_UP,
      offset: WARM_UP.length,
      until: Infinity,
    };
    for (const ask of ["check", "complete", "inspect"] as const) {
      language.answer({ ask, ...warmUp });
    }
    return language;
  }

  /** Takes notice. */
  take(notice: Notice): void {
    if (notice.tell === "cleared") this.#cells.clear();
    else if (!isUnreadable(notice.source)) this.#cells.add(notice.source);
  }

  /** Throws the compiler's `OperationCanceledException` when the time is over. */
  answer(ask: Ask): Omit<Answer, "id"> {
    const deadline = new Deadline(ask.until - Date.now());
    deadline.throwIfCancellationRequested();
    const open = (source: string) =>
      this.program.open(this.#cells.cells, source, deadline);
    const cell = open(ask.source);
    switch (ask.ask) {
      case "check":
        return { problems: checkCell(cell) };
      case "complete":
        return { completion: completeCell(cell, ask.offset) };
      case "inspect":
        return {
          inspection: inspectCell(cell, ask.offset) ??
            this.#inspectWord(ask.source, ask.offset, open),
        };
    }
  }

  /** An import that says again what is imported already is blanked out; the name alone can be asked about. */
  #inspectWord(
    source: string,
    offset: number,
    open: (source: string) => ReturnType<CellProgram["open"]>,
  ): Inspection | undefined {
    const before = source.slice(0, offset).match(/[\p{ID_Continue}$]*$/u)![0];
    const after = source.slice(offset).match(/^[\p{ID_Continue}$]*/u)![0];
    const word = before + after;
    return word ? inspectCell(open(word), 0) : undefined;
  }
}
