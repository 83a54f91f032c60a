import { parseNotebook } from "../../jupyter/parse_notebook.ts";

/**
 * Wrong answers made of a right one: the solution of an exercise with one piece of text replaced.
 *
 * Throws if the piece is not in the solution, so that a changed solution does not make a mutation right unseen.
 */
export function mutateSolution(
  notebook: string,
  exercise: string,
): (piece: string, replacement: string) => string {
  const path = new URL(
    `../../notebooks/en/solutions/${notebook}.ipynb`,
    import.meta.url,
  );
  const { cells } = parseNotebook(Deno.readTextFileSync(path));
  const solution = cells.find(({ id }) => id === exercise)?.source ?? "";
  return (piece, replacement) => {
    if (!solution.includes(piece)) {
      throw new Error(
        `Cannot mutate "${exercise}" of ${notebook}: its solution has no "${piece}"`,
      );
    }
    return solution.replace(piece, () => replacement);
  };
}
