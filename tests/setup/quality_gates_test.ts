import { assertEquals, assertRejects } from "@std/assert";
import { GATES, passGates } from "../../setup/quality_gates.ts";

const ending = (code: number) => ({
  name: `ends with ${code}`,
  args: ["eval", `Deno.exit(${code})`],
});

Deno.test("passGates goes on behind a gate that fails, and names it", async () => {
  const { signal } = new AbortController();
  const seen: string[] = [];
  const failed = await passGates(Deno.cwd(), {
    signal,
    gates: [ending(0), ending(3), ending(0)],
    onGate: ({ name }) => seen.push(name),
  });
  assertEquals(failed, ["ends with 3"]);
  assertEquals(seen.length, 3);
});

Deno.test("passGates ends when told to", async () => {
  const signal = AbortSignal.abort(new Error("Interrupted"));
  await assertRejects(
    () => passGates(Deno.cwd(), { signal, gates: [ending(0)] }),
    Error,
    "Interrupted",
  );
});

Deno.test("the gates are format, lint, types, imports and notebooks", () => {
  assertEquals(GATES.map(({ name }) => name), [
    "format",
    "lint",
    "types",
    "imports and side effects",
    "notebooks",
  ]);
});
