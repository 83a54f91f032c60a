import { cleanNotebook } from "../author/clean_notebook.ts";
import type { Cell, Notebook } from "../notebook.ts";
import { isHiddenTest } from "../run/apply_solutions.ts";
import { isSolvedExercise } from "../solved_exercise.ts";

/** Whether a cell is for the speaker alone. */
export function isSpeakerNote({ metadata }: Cell): boolean {
  return metadata.slideshow?.slide_type === "notes";
}

/**
 * The notebook as students get it: without the speaker's notes, unless they are asked for, and without hidden tests
 * and outputs, which would tell what they are asked to predict.
 *
 * Throws if a code cell is a speaker's note: later cells may need what it does. Throws if an exercise is solved: who
 * tries the notebooks out in the folder they are made in must not hand out the answers.
 */
export function studentNotebook(
  notebook: Notebook,
  options: { notes?: boolean } = {},
): Notebook {
  const solved = notebook.cells.filter(isSolvedExercise);
  if (solved.length > 0) {
    throw new Error(
      `Cannot hand out exercise "${
        solved.map(({ id }) => id).join('", "')
      }": it is solved in the notebook itself; put its todo() back`,
    );
  }
  const cells = notebook.cells.filter((cell) => {
    if (isHiddenTest(cell)) return false;
    if (options.notes || !isSpeakerNote(cell)) return true;
    if (cell.cell_type !== "code") return false;
    throw new Error(
      `Cannot leave out cell "${cell.id}": it is code among the speaker's notes; give it the slide type "skip"`,
    );
  });
  return cleanNotebook({ ...notebook, cells });
}
