import { notebookName } from "../export/prepare_deck.ts";

/** How many exercises each notebook's last run passed, by name, from the runner's JSON report. */
export async function readExercises(
  path: string,
): Promise<Map<string, number>> {
  const report = JSON.parse(await Deno.readTextFile(path));
  const passed = new Map<string, number>();
  for (const notebook of report.notebooks ?? []) {
    const outcomes = Object.values(notebook.exercises ?? {});
    const name = notebookName(String(notebook.path ?? notebook.notebook ?? ""));
    passed.set(name, outcomes.filter((outcome) => outcome === "passed").length);
  }
  return passed;
}
