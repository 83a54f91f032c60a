/** What every notebook has in common: how it opens and closes, its exercises with two hints, its size as a deck. */
import { assert, assertEquals } from "@std/assert";
import type { Cell } from "../../jupyter/notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import { notebookFiles } from "./notebook_cells.ts";

const FOLDER = new URL("../../notebooks/en/", import.meta.url);
const WIDEST_LINE = 68;
/** A cell shows the value of its last statement, and these have none. */
const SHOWS_NOTHING =
  /^(async |export )*(function|class|const|let|type|interface|import|for|while)\b/;

for (const name of notebookFiles()) {
  const isStart = name.startsWith("00");
  const isLast = name.startsWith("10");

  Deno.test(`${name} opens, closes and links as all notebooks do`, () => {
    const cells = readCells(name);
    assert(cells[0].source.startsWith("# "), "the first cell is the title");
    const prose = cells.filter(isMarkdown).map(({ source }) => source);
    for (
      const part of [
        /\*\*You will be able to\*\*/,
        /\*\*You need\*\*/,
        /\*\*Time\*\*/,
        /^## Do your notes have all of this\?/m,
        /^## Sources/m,
      ]
    ) {
      assert(prose.some((source) => part.test(source)), `no ${part}`);
    }
    const ending = cells.findLast((cell) => !isMarkdown(cell))?.source ?? "";
    assert(/\bsummary\(\)/.test(ending), "the last code cell sums up");
    if (!isLast) assert(/\*\*Next:?\*\*/.test(prose.at(-1)!), "no way on");
    assertEquals(brokenLinks(prose), []);
    assertEquals(prose.filter(isLoud), [], "no exclamation marks in prose");
  });

  Deno.test(`${name} has exercises with two hints and a check`, () => {
    const cells = readCells(name);
    const exercises = cells.filter((cell) => hasTag(cell, "exercise"));
    assert(exercises.length >= 3, `only ${exercises.length} exercises`);
    for (const exercise of exercises) {
      const from = cells.indexOf(exercise);
      const to = cells.findIndex((cell) =>
        hasTag(cell, "check") && cell.source.includes(`"${exercise.id}"`)
      );
      assert(to > from, `${exercise.id}: no check after it`);
      const hints = cells.slice(Math.max(0, from - 2), to)
        .flatMap(({ source }) => source.match(/<summary>Hint \d/g) ?? []);
      assertEquals(
        hints,
        ["<summary>Hint 1", "<summary>Hint 2"],
        exercise.id,
      );
      assert(exercise.source.includes("todo("), `${exercise.id}: no todo()`);
    }
  });

  Deno.test(`${name} is large enough as a chapter and as a deck`, () => {
    const cells = readCells(name);
    const teaching = cells.filter((cell) =>
      !isMarkdown(cell) && !hasTag(cell, "exercise") && !hasTag(cell, "check")
    );
    const assertions = teaching.flatMap(({ source }) =>
      source.match(/\bassert\w*\(/g) ?? []
    );
    assert(teaching.length >= (isStart ? 8 : 12), "too few code cells");
    assert(assertions.length >= 8, "too few assertions");
    const slides = cells.filter((cell) =>
      ["slide", "subslide"].includes(slideType(cell))
    );
    // Slides that overflow are split, so a deck has more of them.
    assert(slides.length >= (isStart ? 8 : 12), "too few slides");
    assert(slides.length <= 35, "too many slides");
    assert(cells.some((cell) => slideType(cell) === "notes"), "no notes");
  });

  Deno.test(`${name} has cells that show something`, () => {
    const silent = readCells(name)
      .filter((cell) => !isMarkdown(cell) && !hasTag(cell, "exercise"))
      .filter(({ source }) => SHOWS_NOTHING.test(lastStatement(source)));
    assertEquals(silent.map(({ id }) => id), []);
  });

  Deno.test(`${name} has lines of code that fit on its slides`, () => {
    const wide = readCells(name)
      .filter((cell) => !isMarkdown(cell) && slideType(cell) !== "skip")
      .flatMap(({ id, source }) =>
        source.split("\n").filter((line) => line.length > WIDEST_LINE)
          .map((line) => `${id}: ${line}`)
      );
    assertEquals(wide, []);
  });
}

function readCells(name: string): Cell[] {
  return parseNotebook(Deno.readTextFileSync(new URL(name, FOLDER)), name)
    .cells;
}

function isMarkdown({ cell_type }: Cell): boolean {
  return cell_type === "markdown";
}

/** The line that begins the last statement: what belongs to one is indented, or closes a bracket. */
function lastStatement(source: string): string {
  return source.split("\n").findLast((line) => /^[^\s)\]}/]/.test(line)) ?? "";
}

function hasTag({ metadata }: Cell, tag: string): boolean {
  return metadata.tags?.includes(tag) ?? false;
}

function slideType({ metadata }: Cell): string {
  return String(metadata.slideshow?.slide_type ?? "-");
}

/** Links to notebooks of the series that are not there. */
function brokenLinks(prose: string[]): string[] {
  const existing = new Set(notebookFiles());
  return prose.flatMap((source) =>
    Array.from(source.matchAll(/\]\(([^)]+\.ipynb)\)/g), ([, link]) => link)
  ).filter((link) => !existing.has(link));
}

/** Code may hold any character; words may not shout. */
function isLoud(source: string): boolean {
  const words = source
    .replace(/```[\s\S]*?```/g, "")
    .replace(/`[^`]*`/g, "")
    .replace(/\$[^$]*\$/g, "")
    .replace(/!\[/g, "");
  return words.includes("!");
}
