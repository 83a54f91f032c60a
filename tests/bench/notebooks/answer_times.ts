/**
 * How long the language service takes for each cell of the notebooks, through its pipe as the kernel asks, and what
 * memory it has in the end: `deno run -A tests/bench/notebooks/answer_times.ts`.
 */
import { LanguageService } from "../../../jupyter/language_service/language_service.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { fromFileUrl, sourceFiles } from "../../project_files.ts";

const PATIENT = { timeout: 60_000 };

/** Milliseconds of each question, in the order of asking. */
interface Times {
  check: number[];
  complete: number[];
  inspect: number[];
}

async function main(): Promise<void> {
  await using service = new LanguageService();
  const start = performance.now();
  await service.check("1", PATIENT);
  console.log(
    `from nothing to the first answer: ${inWords([performance.now() - start])}`,
  );
  console.log(`memory then: ${await megabytes(service.pid!)} MB\n`);
  const all: Times = { check: [], complete: [], inspect: [] };
  for (const path of sourceFiles(".ipynb", "notebooks/en")) {
    if (path.includes("/solutions/")) continue;
    const times = await timesOf(path, service);
    for (const key of ["check", "complete", "inspect"] as const) {
      all[key].push(...times[key]);
    }
    console.log(
      `${path}: ${times.check.length} cells, check ${inWords(times.check)}`,
    );
  }
  console.log(`\nall: check ${inWords(all.check)}`);
  console.log(`     complete ${inWords(all.complete)}`);
  console.log(`     inspect ${inWords(all.inspect)}`);
  console.log(`memory in the end: ${await megabytes(service.pid!)} MB`);
}

/** Asks about each cell as a student would who runs them from top to bottom. */
async function timesOf(path: string, service: LanguageService): Promise<Times> {
  const notebook = parseNotebook(await Deno.readTextFile(fromFileUrl(path)));
  const times: Times = { check: [], complete: [], inspect: [] };
  service.cleared();
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    const { source } = cell;
    times.check.push(await timeOf(() => service.check(source, PATIENT)));
    service.ran(source);
    const called = source.search(/(?<=\w)\(/);
    if (called < 0) continue;
    const typed = source.slice(0, called);
    const cursor = [...typed].length;
    times.complete.push(
      await timeOf(() => service.complete(typed, cursor, PATIENT)),
    );
    times.inspect.push(
      await timeOf(() => service.inspect(source, cursor, PATIENT)),
    );
  }
  return times;
}

async function timeOf(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}

function inWords(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const median = Math.round(sorted[sorted.length >> 1]);
  if (times.length === 1) return `${median} ms`;
  return `median ${median} ms, worst ${Math.round(sorted.at(-1)!)} ms`;
}

/** Resident memory, where `ps` tells it. */
async function megabytes(pid: number): Promise<string> {
  try {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "rss=", "-p", String(pid)],
    }).output();
    return (Number(new TextDecoder().decode(stdout)) / 1024).toFixed(0);
  } catch {
    return "an unknown number of";
  }
}

await main();
