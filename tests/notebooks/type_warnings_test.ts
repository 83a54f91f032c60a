/** The kit's kernel warns of types under a cell before it runs; the kit's own cells give it no reason to. */
import { assertEquals } from "@std/assert";
import { LanguageService } from "../../jupyter/language_service/language_service.ts";
import {
  notebookFiles,
  readCodeCells,
  readSolutions,
} from "./notebook_cells.ts";

/** Longest wait for a check, in milliseconds: the first one loads the compiler. */
const PATIENT = { timeout: 60_000 };
/** Cells with these tags stage a mistake. */
const STAGED = ["raises-exception", "unchecked"];

Deno.test("no cell of the notebooks has type warnings, unsolved or solved", async () => {
  await using service = new LanguageService();
  const warnings: string[] = [];
  for (const name of notebookFiles()) {
    for (const solutions of [new Map(), readSolutions(name)]) {
      service.cleared();
      for (const { id, source, metadata } of readCodeCells(name)) {
        const code = solutions.get(id) ?? source;
        const problems = await service.check(code, PATIENT) ?? [];
        service.ran(code);
        if (metadata.tags?.some((tag) => STAGED.includes(tag))) continue;
        warnings.push(
          ...problems.map(({ message }) => `${name} ${id}: ${message}`),
        );
      }
    }
  }
  assertEquals(warnings, []);
});
