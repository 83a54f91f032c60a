import { notebookName } from "../export/notebook_name.ts";

/** How many exercises each notebook's last run passed, by name, from the runner's JSON report. */
export async function readExercises(
  path: string,
): Promise<Map<string, number>> {
  const report = JSON.parse(await Deno.readTextFile(path));
  const passed = new Map<string, number>();
  for (const notebook of report.notebooks ?? []) {
    const count = notebook.exercises?.passed;
    if (typeof count !== "number") continue;
    passed.set(notebookName(String(notebook.path)), count);
  }
  return passed;
}
