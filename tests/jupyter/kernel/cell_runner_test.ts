import { assertEquals } from "@std/assert";
import { CellOutputs } from "../../../jupyter/kernel/cell_outputs.ts";
import { CellRunner } from "../../../jupyter/kernel/cell_runner.ts";

const REQUEST = { code: "1", silent: false, content: {} };
const CELL = { parent: { msg_id: "m" }, executionCount: 7 };

Deno.test("a cell that is stopped while something holds it up does not run", async () => {
  const published: unknown[] = [];
  const outputs = new CellOutputs((type, { ename }, parent) =>
    published.push([type, ename, parent])
  );
  // No inner kernel ever starts, so a cell that ran would never end.
  const runner = new CellRunner(outputs, () => new Promise(() => {}));
  const run = runner.run(REQUEST, CELL, new Promise(() => {}));
  await runner.stop();
  const { status, ename, execution_count } = await run;
  assertEquals([status, ename, execution_count], ["error", "Interrupted", 7]);
  assertEquals(published, [["error", "Interrupted", { msg_id: "m" }]]);
});

Deno.test("a cell that nothing holds up any more can be stopped as any other", async () => {
  const outputs = new CellOutputs(() => {});
  const asked: string[] = [];
  const inner = {
    stop: () => {
      asked.push("stop");
      return Promise.resolve("ended" as const);
    },
    evaluate: () => false,
    kernel: {
      death: new Promise<never>(() => {}),
      client: { listen: () => () => {} },
      execute: () => ({ id: "e", reply: new Promise(() => {}) }),
    },
  };
  const runner = new CellRunner(outputs, () => Promise.resolve(inner as never));
  runner.run(REQUEST, CELL, Promise.resolve());
  // The promise behind `ready` has had its turn by then.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await runner.stop();
  assertEquals(asked, ["stop"]);
});
