import { solved, TEMPLATE_EXERCISES } from "./template_exercises.ts";

/** What a wrong answer returns, and what is wrong with it. */
const MISTAKES: [mistake: string, result: string][] = [
  ["always the same", "0"],
  ["the count itself", "count"],
  ["one too many", "count + 1"],
];

/** The text of `tests/notebooks/wrong_answers/<name>.ts`: wrong answers for each exercise of the template. */
export function templateWrongAnswers(name: string): string {
  const exercises = TEMPLATE_EXERCISES.map((exercise) => {
    const answers = MISTAKES.map(([mistake, result]) => {
      const source = solved(exercise)
        .replace(/return .*;/, `return ${result};`);
      return `    {
      mistake: "${mistake}",
      source: \`${source}\`,
      says: "multiply the count by ${exercise.factor}",
    },`;
    });
    return `  "${exercise.id}": [\n${answers.join("\n")}\n  ],`;
  });
  return `/** Answers to the exercises of ${name} that their checks must reject. */
import type { WrongAnswers } from "../wrong_answer.ts";

export const wrongAnswers: WrongAnswers = {
${exercises.join("\n")}
};
`;
}
