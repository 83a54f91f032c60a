import { assertEquals, assertStringIncludes } from "@std/assert";
import { check, grading, tally, todo } from "sockets/notebook";

Deno.test("grading: every case counts, also behind one that does not hold", async () => {
  grading("ex-a", { points: 8, cases: 4 });
  const report = await check("ex-a", async (expect) => {
    await expect("one", () => 1, 1);
    await expect("two", () => 1, 2, "count on");
    const error = await expect.error("an error", () => 1, TypeError);
    await expect("its message can be read", () => error.message, "no");
    await expect("five", () => 5, 5);
  }, { timeout: 50 });
  const lines = String(report).split("\n");
  assertEquals(lines[0], "ex-a: 2 of 5 cases hold: 3.2 of 8 points");
  assertEquals(lines.slice(1, 3), ["✓ one", "✓ five"]);
  assertStringIncludes(String(report), "→ count on");
});

Deno.test("grading: all cases give all points, none gives 0, and only once", async () => {
  const answer = (value: number) => () =>
    check("ex-b", async (expect) => {
      await expect("one", () => value, 1);
    });
  grading("ex-b", { points: 3, cases: 1 });
  assertStringIncludes(String(await answer(1)()), "3 of 3 points");
  grading("ex-b", { points: 3, cases: 1 });
  assertStringIncludes(String(await answer(2)()), "0 of 3 points");
  assertStringIncludes(String(await answer(1)()), "✓ ex-b: well done");
});

Deno.test("grading: hidden tests and the check are marked together", async () => {
  grading("ex-c", { points: 10, cases: 4, checks: 2 });
  const hidden = await check("ex-c", async (expect) => {
    await expect("hidden one", () => 1, 1);
    await expect("hidden two", () => 1, 2);
  });
  assertEquals(hidden, undefined);
  const report = await check("ex-c", async (expect) => {
    await expect("three", () => 3, 3);
    await expect("four", () => 4, 4);
  });
  assertStringIncludes(String(report), "3 of 4 cases hold: 7.5 of 10 points");
});

Deno.test("grading: cases that a check never comes to do not hold, todo() neither", async () => {
  grading("ex-d", { points: 10, cases: 5 });
  const report = await check("ex-d", async (expect) => {
    await expect("one", () => 1, 1);
    await expect("open", () => todo("write it"), 1);
    throw new ReferenceError("answer is not defined");
  });
  assertStringIncludes(String(report), "1 of 5 cases hold: 2 of 10 points");
  assertStringIncludes(String(report), "answer is not defined");
  assertEquals(tally().exercises["ex-d"], undefined);
});

Deno.test("grading: a check that asserts by itself gives all points or none", async () => {
  for (const [value, points] of [[1, "4 of 4"], [2, "0 of 4"]] as const) {
    grading("ex-e", { points: 4, cases: 0 });
    const report = await check("ex-e", () => assertEquals<number>(value, 1));
    assertStringIncludes(String(report), `${points} points`);
  }
});

Deno.test("grading: a case that the check does not await is marked all the same", async () => {
  grading("ex-f", { points: 4, cases: 2 });
  const report = await check("ex-f", (expect) => {
    expect("one", () => Promise.resolve(1), 1);
    expect("two", () => Promise.resolve(1), 2);
  });
  assertStringIncludes(String(report), "1 of 2 cases hold: 2 of 4 points");
});

Deno.test("grading: what an answer writes to console.error goes to console.log, for so long", async () => {
  const { error, log } = console;
  const logged: unknown[] = [];
  console.log = (text: unknown) => logged.push(text);
  try {
    grading("ex-e", { points: 1, cases: 1 });
    await check("ex-e", async (expect) => {
      await expect("one", () => {
        console.error("an answer's own words");
        return 1;
      }, 1);
    });
  } finally {
    console.log = log;
  }
  assertEquals(logged, ["an answer's own words"]);
  assertEquals(console.error, error);
});
