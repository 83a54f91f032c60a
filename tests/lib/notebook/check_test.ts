import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { readExactly, UnexpectedEndError } from "sockets";
import {
  check,
  ExerciseError,
  type Expect,
  scriptedPeer,
  tally,
  todo,
} from "sockets/notebook";

const bytes = (text: string) => new TextEncoder().encode(text);

async function failureOf(
  body: (expect: Expect) => void | Promise<void>,
): Promise<string> {
  const error = await assertRejects(
    () => check("ex-test", body, { timeout: 30 }),
    ExerciseError,
  );
  assertEquals(error.exercise, "ex-test");
  assertEquals(tally().exercises["ex-test"], "failed");
  return error.message;
}

Deno.test("check lists the cases that hold and counts them", async () => {
  const before = tally().assertions;
  const verdict = await check("ex-test", async (expect) => {
    await expect("one", () => 1, 1);
    await expect("two, later", () => Promise.resolve(2), 2);
    await expect("bytes given as text", () => bytes("cider"), "cider");
  });
  assertEquals(
    String(verdict),
    "✓ ex-test: well done, every case holds.\n" +
      "  ✓ one\n  ✓ two, later\n  ✓ bytes given as text",
  );
  assertEquals(tally().assertions - before, 3);
  assertEquals(tally().exercises["ex-test"], "passed");
});

Deno.test("check calls an exercise open while it is todo()", async () => {
  const verdict = String(
    await check("ex-test", async (expect) => {
      await expect("the first part", () => 1, 1);
      await expect("the rest", () => todo("pour the cider"), 2);
    }),
  );
  assertStringIncludes(verdict, "○ ex-test is still to do: pour the cider.");
  assertStringIncludes(verdict, "✓ the first part");
  assertEquals(tally().exercises["ex-test"], "open");
});

Deno.test("check shows expected and got byte for byte", async () => {
  const message = await failureOf(async (expect) => {
    await expect("fine", () => 1, 1);
    await expect("cut", () => bytes("cid"), "cider", "loop");
  });
  assertEquals(
    message,
    `Cannot pass ex-test yet: 1 case held, the next does not
  ✓ fine
  ✗ cut
    expected 5 bytes:
      0000  63 69 64 65 72           |cider|
    got 3 bytes:
      0000  63 69 64                 |cid|
    first difference at offset 3: expected 65 "e", got the end
    → loop`,
  );
});

Deno.test("check names a byte that differs in the middle, and one too many", async () => {
  assertStringIncludes(
    await failureOf((expect) => expect("x", () => bytes("ciger"), "cider")),
    'first difference at offset 2: expected 64 "d", got 67 "g"',
  );
  assertStringIncludes(
    await failureOf((expect) => expect("x", () => bytes("cider\n"), "cider")),
    'first difference at offset 5: expected the end, got 0a "\\n"',
  );
});

Deno.test("check shows other values that differ", async () => {
  const message = await failureOf((expect) =>
    expect("a list", () => [1, 2], [1])
  );
  assertStringIncludes(message, "expected [ 1 ]");
  assertStringIncludes(message, "got [ 1, 2 ]");
});

Deno.test("check shows where long or lookalike texts differ", async () => {
  const long = "a".repeat(600);
  const cases: [string, string, string][] = [
    [`${long}b`, `${long}c`, 'character 600: expected "aaaaaaaaaac", got'],
    [long, `${long}c`, 'character 600: expected "aaaaaaaaaac", got the end'],
    ["cider\u200b", "cider", 'expected the end, got "cider\\u{200b}"'],
    ["e\u0301", "\u00e9", 'expected "\\u{e9}", got "e\\u{301}"'],
  ];
  for (const [got, expected, difference] of cases) {
    assertStringIncludes(
      await failureOf((expect) => expect("x", () => got, expected)),
      difference,
    );
  }
});

Deno.test("check shows where values differ of which only a part is shown", async () => {
  const deep = (value: number) => ({
    a: { b: { c: { d: { e: { f: [value] } } } } },
  });
  const count = (last: number) => [...Array(150).keys(), last];
  for (const [got, expected] of [[deep(7), deep(8)], [count(7), count(8)]]) {
    const message = await failureOf((expect) =>
      expect("x", () => got as unknown, expected)
    );
    assertMatch(message, /left out above: expected ".*8.*", got ".*7.*"/);
  }
  const [One, Other] = [1, 2].map(() => class Cider {});
  const alike = await failureOf((expect) =>
    expect("x", () => new One(), new Other())
  );
  assertStringIncludes(alike, "they look alike: they differ in class");
});

Deno.test("check waits for a case that its body does not await", async () => {
  const message = await failureOf((expect) => {
    expect("later", () => Promise.resolve(2), 3);
  });
  assertStringIncludes(message, "✗ later");
  const verdict = await check("ex-test", (expect) => {
    expect("right", () => Promise.resolve(3), 3);
    expect.error("wrong", () => Promise.reject(new TypeError()), TypeError);
  });
  assertStringIncludes(String(verdict), "✓ right\n  ✓ wrong");
});

Deno.test("check without a limit waits until the case has ended", async () => {
  for (const timeout of [Infinity, 2 ** 31]) {
    const answer = Promise.withResolvers<number>();
    const verdict = check(
      "ex-test",
      (expect) => expect("later", () => answer.promise, 3),
      { timeout },
    );
    setTimeout(() => answer.resolve(3), 2);
    assertStringIncludes(String(await verdict), "every case holds");
  }
});

Deno.test("check reports what the student's code throws", async () => {
  const message = await failureOf((expect) =>
    expect("boom", () => {
      throw new RangeError("too far");
    }, 1)
  );
  assertStringIncludes(message, "your code threw RangeError: too far");
});

Deno.test("check ends a case that waits for ever", async () => {
  const message = await failureOf((expect) =>
    expect("silence", () => new Promise<number>(() => {}), 1, "give up")
  );
  assertStringIncludes(message, "still waiting after 30 ms");
  assertStringIncludes(message, "→ give up");
});

Deno.test("check accepts plain assertions in its body", async () => {
  const message = await failureOf(() => assertEquals(1, 2));
  assertMatch(message, /0 cases held/);
  assertStringIncludes(message, "AssertionError");
});

Deno.test("expect.error gives the error back", async () => {
  await check("ex-test", async (expect) => {
    const error = await expect.error(
      "closed early",
      () => readExactly(scriptedPeer(["ci"]), 5),
      UnexpectedEndError,
    );
    await expect("its bytes", () => error.received, "ci");
  });
  assertEquals(tally().exercises["ex-test"], "passed");
});

Deno.test("expect.error refuses a result and another error", async () => {
  const result = await failureOf(async (expect) => {
    await expect.error("x", () => bytes("ci"), UnexpectedEndError);
  });
  assertStringIncludes(result, "expected an error, UnexpectedEndError");
  assertStringIncludes(result, "got 2 bytes:");
  const other = await failureOf(async (expect) => {
    await expect.error("x", () => {
      throw new TypeError("no");
    }, UnexpectedEndError);
  });
  assertStringIncludes(other, "got TypeError: no");
});

Deno.test("check's error has no frames of the check itself", async () => {
  const error = await assertRejects(
    () => check("ex-test", (expect) => expect("x", () => 1, 2)),
    ExerciseError,
  );
  assertEquals(error.stack, `ExerciseError: ${error.message}`);
});
