import type { Cell, Notebook } from "../../jupyter/notebook.ts";
import {
  readSlideSettings,
  type SlideSettings,
} from "../settings/slide_settings.ts";
import {
  type CellVisibility,
  cellVisibility,
  isRemoved,
} from "./cell_visibility.ts";

/** A cell on a slide. */
export interface SlideCell {
  cell: Cell;
  /** The cell's number in the notebook, from 1. */
  number: number;
  visibility: CellVisibility;
  settings: SlideSettings;
  /** Which step brings the cell in, from 0; absent if it is there from the start. */
  fragment?: number;
}

/** One slide: what is shown, and what the speaker alone sees. */
export interface Slide {
  /** Id of its first cell. */
  id: string;
  cells: SlideCell[];
  notes: SlideCell[];
}

/** Slides in columns: across with a `slide`, down with a `subslide`. */
export interface SlideTree {
  columns: Slide[][];
  /** What is wrong with cells' settings, with cell number and id. */
  problems: string[];
}

/**
 * Lays a notebook's cells out as slides, with nbconvert's meaning of `slideshow.slide_type`: the first
 * visible cell begins a slide, a fragment lasts until the next one or the slide's end, `notes` belong to
 * the slide they follow (before the first slide: to the first).
 */
export function buildSlideTree(notebook: Notebook): SlideTree {
  const tree: SlideTree = { columns: [], problems: [] };
  const early: SlideCell[] = [];
  const typeOf = hasSlideTypes(notebook) ? slideType : impliedSlideTypes();
  let slide: Slide | undefined;
  let fragment = -1;
  notebook.cells.forEach((cell, index) => {
    const type = typeOf(cell);
    if (type === "skip") return;
    const entry = readCell(cell, index + 1, tree.problems);
    if (type === "notes") return void (slide?.notes ?? early).push(entry);
    if (isRemoved(entry.visibility)) return;
    const columns = tree.columns;
    if (!slide || type === "slide" || type === "subslide") {
      slide = { id: cell.id, cells: [], notes: slide ? [] : early };
      if (columns.length === 0 || type === "slide") columns.push([slide]);
      else columns[columns.length - 1].push(slide);
      fragment = -1;
    }
    if (type === "fragment" && slide.cells.length > 0) fragment++;
    if (fragment >= 0) entry.fragment = fragment;
    slide.cells.push(entry);
  });
  return tree;
}

/** Whether anybody has said what is to be a slide. */
function hasSlideTypes(notebook: Notebook): boolean {
  return notebook.cells.some((cell) => slideType(cell) !== "-");
}

/**
 * Slides of a notebook that was never meant to be any: a heading of level 1 or 2 begins one, and below it
 * each further code cell a subslide.
 */
function impliedSlideTypes(): (cell: Cell) => string {
  let hasCode = false;
  return (cell) => {
    const isCode = cell.cell_type === "code" && cell.source.trim() !== "";
    const level = cell.cell_type === "markdown"
      ? cell.source.match(/^\s*(#{1,3})\s/)?.[1].length
      : undefined;
    if (level !== undefined || isCode && hasCode) {
      hasCode = isCode;
      return level !== undefined && level <= 2 ? "slide" : "subslide";
    }
    hasCode ||= isCode;
    return "-";
  };
}

/** What the cell says it is; anything but the five known words counts as `-`. */
export function slideType(cell: Cell): string {
  const type = cell.metadata.slideshow?.slide_type;
  return typeof type === "string" && SLIDE_TYPES.has(type) ? type : "-";
}

const SLIDE_TYPES = new Set(["slide", "subslide", "fragment", "skip", "notes"]);

function readCell(cell: Cell, number: number, problems: string[]): SlideCell {
  const { settings, problems: found } = readSlideSettings(cell.metadata.slides);
  problems.push(
    ...found.map((problem) => `cell ${number} (id "${cell.id}"): ${problem}`),
  );
  return { cell, number, visibility: cellVisibility(cell), settings };
}
