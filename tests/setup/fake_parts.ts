/** Stand-ins for the runner and the deck maker, for tests of the course. */

/** A runner that reports what `FAKE_RUN` says, and records how it was called. */
const RUNNER = `
import { basename, join } from "node:path";
const option = (name: string) => Deno.args[Deno.args.indexOf(name) + 1];
const fake = JSON.parse(Deno.env.get("FAKE_RUN")!);
Deno.writeTextFileSync("runner-args.json", JSON.stringify(Deno.args));
if (fake.hang) {
  Deno.addSignalListener("SIGINT", () => {
    Deno.writeTextFileSync("cleaned", "");
    Deno.exit(130);
  });
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: fake.hang });
  await connection.read(new Uint8Array(1));
}
if (fake.notebooks) {
  Deno.mkdirSync(option("--output"), { recursive: true });
  for (const { path, outcome } of fake.notebooks) {
    if (outcome === "unreadable") continue;
    Deno.writeTextFileSync(join(option("--output"), basename(path)), "{}");
  }
  Deno.writeTextFileSync(option("--json"), JSON.stringify(fake));
}
console.log("the runner's progress");
Deno.exit(fake.code);
`;

/** A deck maker that makes a file for each notebook it finds, but one. */
const DECK_MAKER = `
import { basename, join } from "node:path";
const [command] = Deno.args;
const option = (name: string) => Deno.args[Deno.args.indexOf(name) + 1];
const record = command + "-args.json";
Deno.writeTextFileSync(record, JSON.stringify(Deno.args));
if (command === "decks") {
  for (const path of Deno.args.filter((name) => name.endsWith(".ipynb"))) {
    if (path.endsWith(Deno.env.get("FAKE_WITHOUT_DECK") ?? "?")) continue;
    const deck = basename(path).replace(/ipynb$/, "html");
    Deno.writeTextFileSync(join(option("--output"), deck), "deck");
  }
} else {
  Deno.writeTextFileSync(join(option("--output"), "index.html"), "index");
}
`;

/** Files, by path in the project, that take the parts' places. */
export const FAKE_PARTS: Record<string, string> = {
  "jupyter/main.ts": RUNNER,
  "slides/main.ts": DECK_MAKER,
};

/** What the fake runner is to do. */
export interface FakeRun {
  code: number;
  /** The entries of its report; none if it dies before it writes one. */
  notebooks?: Record<string, unknown>[];
  /** A port to connect to, and then to wait until it is interrupted. */
  hang?: number;
}

/** The environment that tells the fake runner. */
export function fakeRun(run: FakeRun): Record<string, string> {
  return { FAKE_RUN: JSON.stringify(run) };
}
