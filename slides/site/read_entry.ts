import type { Notebook } from "../../jupyter/notebook.ts";
import { notebookName } from "../export/notebook_name.ts";
import { firstHeading } from "../export/prepare_deck.ts";
import { readDeckSettings } from "../settings/deck_settings.ts";
import { buildSlideTree } from "../tree/slide_tree.ts";

/** One notebook on the index page. */
export interface IndexEntry {
  /** File name without its ending. */
  name: string;
  title: string;
  /** What the reader will be able to do. */
  summary: string;
  minutes?: number;
  /** How many exercises the notebook has, and how many were passed when it last ran. */
  exercises: { total: number; passed?: number };
  /** What can be opened, as addresses. */
  deck?: string;
  page?: string;
  pdf?: string;
  handout?: string;
  notebook?: string;
  /** What the search looks through: a cell's words, and whether a slide shows it. */
  passages: Passage[];
}

/** The words of one cell. */
export interface Passage {
  cell: string;
  heading: string;
  text: string;
  onSlide: boolean;
}

/** Reads of a notebook what the index says about it. */
export function readEntry(
  notebook: Notebook,
  path: string,
): Pick<
  IndexEntry,
  "name" | "title" | "summary" | "minutes" | "exercises" | "passages"
> {
  const { settings } = readDeckSettings(notebook);
  const name = notebookName(path);
  const opening = notebook.cells
    .filter((cell) => cell.cell_type === "markdown").slice(0, 4)
    .map((cell) => cell.source).join("\n\n");
  const minutes = opening.match(/(?:about |~ ?)?(\d{1,3})(?:\s|&nbsp;)?min/i)
    ?.[1];
  const exercises =
    notebook.cells.filter((cell) =>
      cell.cell_type === "code" && cell.metadata.tags?.includes("exercise")
    ).length;
  return {
    name,
    title: settings.title ?? firstHeading(notebook) ?? name,
    summary: settings.summary ?? firstAim(opening) ?? firstSentence(opening),
    minutes: settings.minutes ?? (minutes ? Number(minutes) : undefined),
    exercises: { total: exercises },
    passages: readPassages(notebook),
  };
}

/** The first of the aims that an opening lists under "You will be able to", as a sentence. */
function firstAim(markdown: string): string | undefined {
  const item = markdown.match(
    /\bable to\b[:*]*\s*\n\s*[-*][ \t]+(.+(?:\n[ \t]{2,}\S.*)*)/,
  )?.[1];
  if (item === undefined) return undefined;
  const words = plainText(item).replace(/[;,.]$/, "");
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

/** The first sentence of prose after the heading, or of the list that follows. */
function firstSentence(markdown: string): string {
  const line = markdown.split("\n")
    .map((text) => text.replace(/^\s*([-*>]|\d+\.)\s+/, "").trim())
    .find((text) => text !== "" && !/^(#|<|```|\||!\[)/.test(text)) ?? "";
  const plain = plainText(line);
  return (plain.match(/^.{20,240}?[.:](?=\s|$)/)?.[0] ?? plain.slice(0, 240))
    .replace(/:$/, ".");
}

function readPassages(notebook: Notebook): Passage[] {
  const shown = new Set(
    buildSlideTree(notebook).columns.flat().flatMap((slide) => slide.cells)
      .map((entry) => entry.cell.id),
  );
  let heading = "";
  return notebook.cells.flatMap((cell) => {
    if (cell.cell_type === "raw") return [];
    const isNotes = cell.metadata.slideshow?.slide_type === "notes";
    if (cell.cell_type === "markdown") {
      heading = cell.source.match(/^#{1,4}\s+(.+)$/m)?.[1] ?? heading;
    }
    const text = cell.cell_type === "markdown"
      ? plainText(cell.source)
      : cell.source;
    if (isNotes || text.trim() === "") return [];
    return [{
      cell: cell.id,
      heading: plainText(heading),
      text: text.replace(/\s+/g, " ").slice(0, 4000),
      onSlide: shown.has(cell.id),
    }];
  });
}

/** Markdown without its marks. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<[^>]*>/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*_#>|]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
