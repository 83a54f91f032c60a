import { assertEquals, assertThrows } from "@std/assert";
import { courseSummary } from "../../setup/course_summary.ts";
import { readRunReport } from "../../setup/run_report.ts";

Deno.test("courseSummary aligns words left and numbers right", () => {
  const exercises = { open: 0, passed: 0, failed: 0 };
  const summary = courseSummary([
    {
      path: "notebooks/en/00_start_here.ipynb",
      ok: true,
      cells: 9,
      assertions: 120,
      exercises: { ...exercises, open: 1 },
      seconds: 0.44,
      deck: "slides/dist/00_start_here.html",
    },
    {
      path: "notebooks/en/10_dns.ipynb",
      ok: false,
      cells: 31,
      assertions: 7,
      exercises: { open: 2, passed: 1, failed: 3 },
      seconds: 12,
    },
  ]);
  assertEquals(summary, [
    "   notebook       cells  assertions  exercises                   seconds  deck",
    "✓  00_start_here      9         120  1 open                          0.4  slides/dist/00_start_here.html",
    "✗  10_dns            31           7  1 passed, 2 open, 3 failed     12.0  –",
    "",
    "2 notebooks, 40 cells, 127 assertions, 7 exercises, 1 deck, 1 failed",
  ]);
});

Deno.test("readRunReport takes what the summary needs", () => {
  const report = {
    notebooks: [{
      path: "a.ipynb",
      ok: true,
      cells: 3,
      assertions: 5,
      exercises: { open: 1, passed: 2, failed: 0, total: 3 },
      seconds: 1.5,
    }],
  };
  assertEquals(readRunReport(JSON.stringify(report)), [{
    path: "a.ipynb",
    ok: true,
    cells: 3,
    assertions: 5,
    exercises: { open: 1, passed: 2, failed: 0 },
    seconds: 1.5,
  }]);
});

Deno.test("readRunReport says why a notebook failed, and where", () => {
  const failures = [
    { message: "Error: refused", cell: 3, id: "dial" },
    { message: "the kernel did not start" },
    {},
  ];
  const notebooks = failures.map((failure) => ({ path: "a.ipynb", failure }));
  assertEquals(
    readRunReport(JSON.stringify({ notebooks })).map(({ failure }) => failure),
    [
      'cell 3 (id "dial"): Error: refused',
      "the kernel did not start",
      "failed",
    ],
  );
});

for (const text of ["", "{", "null", "[]", '{"notebooks": {}}']) {
  Deno.test(`readRunReport refuses ${JSON.stringify(text)}`, () => {
    assertThrows(
      () => readRunReport(text),
      Error,
      "Cannot read the runner's report: ",
    );
  });
}

Deno.test("readRunReport refuses an entry without a path", () => {
  assertThrows(
    () => readRunReport('{"notebooks": [{"ok": true}]}'),
    Error,
    `Cannot read the runner's report: {"ok":true} has no "path"`,
  );
});
