import type { Cell } from "../notebook.ts";
import { code, prose } from "./template_cells.ts";

/** One exercise of the template; its author replaces all of it. */
interface TemplateExercise {
  number: number;
  id: string;
  /** The function that students write: doubles, then trebles, then quadruples. */
  functionName: string;
  factor: number;
}

/** As many as a notebook has at least. */
export const TEMPLATE_EXERCISES: TemplateExercise[] = [
  { number: 1, id: "ex-first", functionName: "first", factor: 2 },
  { number: 2, id: "ex-second", functionName: "second", factor: 3 },
  { number: 3, id: "ex-third", functionName: "third", factor: 4 },
];

/** The task, the cell that students write, two hints and the check. */
export function exerciseCells(exercise: TemplateExercise): Cell[] {
  const { id, number, functionName, factor } = exercise;
  const name = id.slice("ex-".length);
  return [
    prose(
      `${id}-task`,
      "slide",
      `## Exercise ${number}: a name for it\n\nWrite \`${functionName}(count)\`: it gives ${factor} times the count.`,
    ),
    code(id, { tags: ["exercise"] }, unsolved(exercise)),
    prose(`${id}-hints`, "skip", HINTS),
    code(`check-${name}`, {
      slideshow: { slide_type: "skip" },
      tags: ["check"],
    }, checkSource(exercise)),
  ];
}

/** The cell in `solutions/` that solves it. */
export function solutionCell(exercise: TemplateExercise): Cell {
  return code(exercise.id, { tags: ["solution"] }, solved(exercise));
}

/** The source of a right answer. */
export function solved({ functionName, factor }: TemplateExercise): string {
  return `function ${functionName}(count: number): number {
  return ${factor} * count;
}`;
}

function unsolved({ functionName, factor }: TemplateExercise): string {
  return `function ${functionName}(count: number): number {
  return todo("give ${factor} times the count");
}`;
}

function checkSource({ id, functionName, factor }: TemplateExercise): string {
  return `await check("${id}", async (expect) => {
  const advice = "multiply the count by ${factor}";
  await expect("one", () => ${functionName}(1), ${factor}, advice);
  await expect("none", () => ${functionName}(0), 0, advice);
  await expect("many", () => ${functionName}(100), ${factor}00, advice);
});`;
}

const HINTS = `<details><summary>Hint 1</summary>

Where to look.

</details>

<details><summary>Hint 2</summary>

Nearly all of it.

</details>`;
