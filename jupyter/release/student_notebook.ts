import type { Cell, Notebook } from "../notebook.ts";
import { isHiddenTest } from "../run/apply_solutions.ts";

/** Whether a cell is for the speaker alone. */
export function isSpeakerNote({ metadata }: Cell): boolean {
  return metadata.slideshow?.slide_type === "notes";
}

/**
 * The notebook as students get it: without the speaker's notes, unless they are asked for, and without hidden tests.
 *
 * Throws if a code cell is a speaker's note: later cells may need what it does.
 */
export function studentNotebook(
  notebook: Notebook,
  options: { notes?: boolean } = {},
): Notebook {
  const cells = notebook.cells.filter((cell) => {
    if (isHiddenTest(cell)) return false;
    if (options.notes || !isSpeakerNote(cell)) return true;
    if (cell.cell_type !== "code") return false;
    throw new Error(
      `Cannot leave out cell "${cell.id}": it is code among the speaker's notes; give it the slide type "skip"`,
    );
  });
  return { ...notebook, cells };
}
