import { assertEquals, assertStringIncludes } from "@std/assert";
import { showProblems } from "../../../jupyter/language_service/show_problems.ts";

Deno.test("showProblems shows the place, the message and carets", () => {
  const bundle = showProblems("const a = 1;\nconst port: string = 80;", [
    {
      line: 2,
      column: 7,
      length: 4,
      message: "Type 'number' is not …\n  because",
    },
  ]);
  assertEquals(
    bundle?.["text/plain"],
    "Type warning at line 2, column 7: Type 'number' is not …\n  because\n" +
      "  const port: string = 80;\n" +
      "        ^^^^",
  );
});

Deno.test("showProblems puts carets below tabs, wide characters and the end of a line", () => {
  const caretsOf = (line: string, column: number, length: number) =>
    showProblems(line, [{
      line: 1,
      column,
      length,
      message: "",
    }])!["text/plain"]
      .split("\n").at(-1);
  assertEquals(caretsOf("\tport", 2, 4), "  \t^^^^");
  assertEquals(caretsOf("'🍺'; port", 7, 4), "       ^^^^");
  assertEquals(caretsOf("port\r", 5, 1), "      ^");
});

Deno.test("showProblems escapes code and shows no more than five", () => {
  const problems = Array.from({ length: 7 }, () => ({
    line: 1,
    column: 1,
    length: 1,
    message: "no <script> & more",
  }));
  const bundle = showProblems("a < b", problems)!;
  assertStringIncludes(bundle["text/html"], "no &lt;script&gt; &amp; more");
  assertStringIncludes(bundle["text/html"], "a &lt; b");
  assertEquals(bundle["text/plain"].match(/Type warning/g)?.length, 5);
  assertStringIncludes(bundle["text/plain"], "… and 2 more");
});

Deno.test("showProblems shows nothing where nothing is wrong", () => {
  assertEquals(showProblems("1", []), undefined);
});
