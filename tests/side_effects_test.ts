import { assertEquals } from "@std/assert";
import { ROOT, sourceFiles } from "./project_files.ts";

/** What only a folder's main.ts may do. A function handed in (`write`) is the way around. */
const SIDE_EFFECTS =
  /\bDeno\.(args|exit)\b|\bconsole\.(log|info|warn|error|debug)\(|\bDeno\.(stdout|stderr)\.write(Sync)?\(/;

/** Notebook helpers speak through the cell's console: that is what they are for. */
const SPEAKS_IN_CELLS = "lib/notebook/";

Deno.test("only a main.ts reads arguments, prints or exits", () => {
  const found: string[] = [];
  for (const folder of ["lib", "jupyter", "slides", "setup"]) {
    for (const path of sourceFiles(".ts", folder)) {
      if (path.endsWith("/main.ts") || path.startsWith(SPEAKS_IN_CELLS)) {
        continue;
      }
      const source = Deno.readTextFileSync(new URL(path, ROOT));
      withoutComments(source).split("\n").forEach((line, index) => {
        if (SIDE_EFFECTS.test(line)) {
          found.push(`${path}:${index + 1} ${line.trim()}`);
        }
      });
    }
  }
  assertEquals(found, []);
});

/** Blanks out comments (they hold examples) and keeps the line numbers. */
function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/^\s*\/\/.*$/gm, "");
}
