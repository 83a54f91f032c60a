import { assertEquals } from "@std/assert";
import { denoProblem, fetchProblem } from "../../setup/deno_problem.ts";

const PROBLEMS: [string, string, string][] = [
  [
    "the line with the error",
    "Download https://a/\nerror: JSR package manifest failed to load.\n    at file:///x\n",
    "JSR package manifest failed to load.",
  ],
  [
    "the innermost cause",
    "error: Failed caching\n\nCaused by:\n    outer\n\nCaused by:\n    connection refused\n    more\n",
    "Failed caching: connection refused",
  ],
  [
    "the first of numbered causes",
    "error: Failed caching\n\nCaused by:\n    0: certificate unknown\n    1: more\n",
    "Failed caching: certificate unknown",
  ],
  ["the first line if none says error", "\n\nKilled\n", "Killed"],
  ["that nothing was said", "", "no reason given"],
];

for (const [name, stderr, expected] of PROBLEMS) {
  Deno.test(`denoProblem gives ${name}`, () => {
    assertEquals(denoProblem(stderr), expected);
  });
}

Deno.test("denoProblem keeps to one short line", () => {
  const problem = denoProblem(`error: ${"a".repeat(1000)}`);
  assertEquals(problem, `${"a".repeat(200)}…`);
});

const FETCHES: [string, string][] = [
  [
    "JSR package manifest for '@a/b' failed to load. Import 'http://c:1/@a/b/meta.json' failed.",
    "c:1 is out of reach",
  ],
  ["Import 'http://c/@a/b' failed: 503 Service Unavailable", "c answers 503"],
  ["Import './here.ts' failed.", "Import './here.ts' failed."],
  ["no answer within 4 s", "JSR gives no answer within 4 s"],
];

for (const [problem, expected] of FETCHES) {
  Deno.test(`fetchProblem makes "${expected}" of what Deno says`, () => {
    assertEquals(fetchProblem(problem), expected);
  });
}
