import { describeDifference, describeValue } from "./expectation.ts";
import { tally } from "./tally.ts";
import { TodoError } from "./todo.ts";

/** What a case may be compared with: bytes also with text, which stands for its UTF-8. */
type Expected<Value> = [Value] extends [never] ? unknown
  : Value extends Uint8Array ? Uint8Array | string
  : Value;

/**
 * How a check puts cases to the student's code; each is counted as an assertion.
 *
 * @example
 * ```ts
 * import { check, type Expect } from "sockets/notebook";
 * import { assertStringIncludes } from "@std/assert";
 *
 * async function cases(expect: Expect): Promise<void> {
 *   await expect("two ciders", () => 2 * 3.5, 7, "A cider is 3.50.");
 *   const error = await expect.error("no number", () => BigInt("two"), SyntaxError);
 *   await expect("the error quotes it", () => error.message.includes("two"), true);
 * }
 * assertStringIncludes(String(await check("ex-bill", cases)), "✓ ex-bill");
 * ```
 */
export interface Expect {
  /** Runs `produce` and compares its result with `expected`; `advice` says what to fix if they differ. */
  <Value>(
    situation: string,
    produce: () => Value | Promise<Value>,
    expected: Expected<NoInfer<Value>>,
    advice?: string,
  ): Promise<void>;
  /** Runs `produce`, which must throw an error of this class; resolves to it. */
  error<Failure extends Error>(
    situation: string,
    produce: () => unknown,
    expected: new (...values: never[]) => Failure,
    advice?: string,
  ): Promise<Failure>;
}

/** One case that does not hold. */
export class CaseError extends Error {
  override name = "CaseError";
}

/** An {@linkcode Expect} that knows which of its cases a check did not await. */
export type CountedExpect = Expect & {
  /** Waits for every case that was put; rejects with the first that does not hold. */
  ended(): Promise<void>;
};

/**
 * Makes the {@linkcode Expect} of one check. Cases that hold are added to `held`; the first that does not throws a
 * {@linkcode CaseError}, unless `note` takes it: then the check goes on. A case has `timeout` milliseconds.
 */
export function createExpect(
  held: string[],
  timeout: number,
  note: (failure: Error) => void = raise,
): CountedExpect {
  const underWay: Promise<unknown>[] = [];
  const keep = <Value>(one: Promise<Value>): Promise<Value> => {
    underWay.push(one);
    one.catch(() => {}); // Whoever awaits it hears of it, and `ended` does.
    return one;
  };
  const run = async (
    situation: string,
    produce: () => unknown,
    judge: (outcome: Outcome) => string | undefined,
    advice: string | undefined,
  ): Promise<Outcome> => {
    tally().assertions++;
    const outcome = await settle(produce, timeout);
    if ("error" in outcome && outcome.error instanceof TodoError) {
      note(outcome.error);
      return outcome;
    }
    const problem = "waited" in outcome
      ? `still waiting after ${timeout} ms: the code reads, or waits, for what never comes`
      : judge(outcome);
    if (problem !== undefined) {
      note(new CaseError(describeCase(situation, problem, advice)));
    } else held.push(situation);
    return outcome;
  };
  const expect = async (
    situation: string,
    produce: () => unknown,
    expected: unknown,
    advice?: string,
  ) => {
    await run(
      situation,
      produce,
      (outcome) =>
        "error" in outcome
          ? `your code threw ${nameError(outcome.error)}`
          : describeDifference(outcome.value, expected),
      advice,
    );
  };
  const error = async (
    situation: string,
    produce: () => unknown,
    expected: new (...values: never[]) => Error,
    advice?: string,
  ) => {
    const outcome = await run(
      situation,
      produce,
      (outcome) => judgeError(outcome, expected),
      advice,
    );
    // A check that goes on reads the error's message all the same.
    return outcome.error ?? new CaseError(`no error: ${situation}`);
  };
  const ended = async () => {
    await Promise.all(underWay);
  };
  return Object.assign(
    (...values: Parameters<typeof expect>) => keep(expect(...values)),
    {
      error: (...values: Parameters<typeof error>) => keep(error(...values)),
      ended,
    },
  ) as CountedExpect;
}

function raise(failure: Error): never {
  throw failure;
}

/** How one run of the student's code ended. */
interface Outcome {
  value?: unknown;
  error?: unknown;
  waited?: true;
}

/** A timer set for longer, such as for ever, would go off at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function settle(
  produce: () => unknown,
  timeout: number,
): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Outcome>((resolve) => {
    if (timeout > LONGEST_TIMER) return;
    timer = setTimeout(() => resolve({ waited: true }), timeout);
  });
  const ended = (async () => ({ value: await produce() }))()
    .catch((error): Outcome => ({ error }));
  const outcome = await Promise.race([ended, deadline]);
  clearTimeout(timer);
  return outcome;
}

function judgeError(
  outcome: Outcome,
  expected: new (...values: never[]) => Error,
): string | undefined {
  if (!("error" in outcome)) {
    return [
      `expected an error, ${expected.name}`,
      ...describeValue("got", outcome.value),
    ].join("\n");
  }
  const { error } = outcome;
  if (error instanceof expected) return undefined;
  return `expected an error, ${expected.name}\ngot ${nameError(error)}`;
}

function nameError(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : Deno.inspect(error);
}

function describeCase(
  situation: string,
  problem: string,
  advice: string | undefined,
): string {
  const lines = problem.split("\n").map((line) => `    ${line}`);
  if (advice !== undefined) lines.push(`    → ${advice}`);
  return [`✗ ${situation}`, ...lines].join("\n");
}
