import { CaseError, createExpect, type Expect } from "./expect.ts";
import { gradeCheck, isGraded } from "./grading.ts";
import { tally } from "./tally.ts";
import { TextDisplay } from "./text_display.ts";
import { TodoError } from "./todo.ts";

/**
 * An exercise answers, but not rightly yet: says what held, what was expected and what came.
 *
 * @example
 * ```ts
 * import { check, ExerciseError } from "sockets/notebook";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const verdict = check("ex-price", (expect) => expect("a cider", () => 3, 4));
 * const error = await assertRejects(() => verdict, ExerciseError);
 * assertEquals(error.exercise, "ex-price");
 * ```
 */
export class ExerciseError extends Error {
  override name = "ExerciseError";
  /** The exercise's id. */
  readonly exercise: string;
  constructor(exercise: string, message: string) {
    super(message);
    this.exercise = exercise;
    // Frames of the check itself say nothing about the answer.
    this.stack = `${this.name}: ${message}`;
  }
}

/**
 * How long a check waits.
 *
 * @example
 * ```ts
 * import { check, type CheckOptions, ExerciseError } from "sockets/notebook";
 * import { assertRejects } from "@std/assert";
 *
 * const impatient: CheckOptions = { timeout: 20 };
 * const endless = () => new Promise<string>(() => {});
 * const verdict = check("ex-wait", (expect) => expect("an answer", endless, "cider"), impatient);
 * await assertRejects(() => verdict, ExerciseError, "still waiting after 20 ms");
 * ```
 */
export interface CheckOptions {
  /** What each case may take, in milliseconds; 2,000 by default, `Infinity` for no limit. */
  timeout?: number;
}

/**
 * Checks an exercise: open while it is `todo()`, otherwise every case of `body` must hold. Writes the tally.
 *
 * End the check cell with it: it shows what holds. `body` puts its cases by the `expect` it is given; any other
 * assertion works too.
 *
 * After {@linkcode grading} it marks the exercise, and hands the marks to the kernel in place of a verdict.
 *
 * @throws {ExerciseError} with expected and got, byte for byte, at the first case that does not hold.
 *
 * @example
 * ```ts
 * import { check, ExerciseError } from "sockets/notebook";
 * import { assertRejects, assertStringIncludes } from "@std/assert";
 *
 * const order = () => "cider";
 * const verdict = await check("ex-order", async (expect) => {
 *   await expect("a guest orders", () => order(), "cider");
 * });
 * assertStringIncludes(String(verdict), "✓ ex-order");
 * await assertRejects(
 *   () => check("ex-order", (expect) => expect("tea time", () => order(), "tea")),
 *   ExerciseError,
 *   'expected "tea"',
 * );
 * ```
 */
export async function check(
  id: string,
  body: (expect: Expect) => void | Promise<void>,
  options: CheckOptions = {},
): Promise<TextDisplay | undefined> {
  const { timeout = 2_000 } = options;
  if (isGraded(id)) return await gradeCheck(id, body, timeout);
  const { exercises } = tally();
  const held: string[] = [];
  try {
    const expect = createExpect(held, timeout);
    await body(expect);
    await expect.ended();
  } catch (error) {
    if (error instanceof TodoError) {
      exercises[id] = "open";
      return new TextDisplay(describeOpen(id, held, error));
    }
    exercises[id] = "failed";
    throw new ExerciseError(id, describeFailure(id, held, error));
  }
  exercises[id] = "passed";
  return new TextDisplay(
    [`✓ ${id}: well done, every case holds.`, ...held.map(listHeld)]
      .join("\n"),
  );
}

function describeOpen(
  id: string,
  held: string[],
  { message }: TodoError,
): string {
  const task = message.replace(/^Cannot run this yet: /, "");
  return [
    `○ ${id} is still to do: ${task}.`,
    ...held.map(listHeld),
    "  Put your code where todo() stands, run that cell, then run this one again.",
  ].join("\n");
}

function describeFailure(id: string, held: string[], error: unknown): string {
  const first = `Cannot pass ${id} yet: ${held.length} case${
    held.length === 1 ? "" : "s"
  } held, the next does not`;
  const failure = error instanceof CaseError
    ? error.message
    : `✗ ${Deno.inspect(error)}`;
  return [first, ...held.map(listHeld), `  ${failure}`].join("\n");
}

function listHeld(situation: string): string {
  return `  ✓ ${situation}`;
}
