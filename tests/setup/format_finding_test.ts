import { assertEquals } from "@std/assert";
import { canRun, type Finding } from "../../setup/finding.ts";
import { formatFinding } from "../../setup/format_finding.ts";

const GOOD: Finding = { name: "Deno", state: "good", found: "2.9.6" };
const FAILURE: Finding = {
  name: "npm packages",
  state: "failure",
  found: "cannot fetch:\n  refused",
  advice: "connect",
};

Deno.test("formatFinding writes one line each", () => {
  assertEquals(formatFinding(GOOD), "✓ Deno           2.9.6");
  assertEquals(
    formatFinding(FAILURE),
    "✗ npm packages   cannot fetch: refused → connect",
  );
});

Deno.test("formatFinding colours the mark only", () => {
  assertEquals(
    formatFinding(GOOD, { colour: true }),
    "\x1b[32m✓\x1b[0m Deno           2.9.6",
  );
});

Deno.test("canRun is false only after a failure", () => {
  assertEquals(canRun([GOOD, { ...GOOD, state: "warning" }]), true);
  assertEquals(canRun([GOOD, FAILURE]), false);
});
