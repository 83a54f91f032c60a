/** A whole class on one machine: two students at a real JupyterHub, at the same time. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { join } from "node:path";
import { Hub, HUB_TEST } from "./hub.ts";
import type { CellOutcome } from "./student.ts";

/** It opens the lecture's own port, 8192. */
const NOTEBOOK = "sockets-live/notebooks/en/08_http_by_hand.ipynb";

Deno.test({
  name: "JupyterHub: two students log in and run the same notebook at once",
  ...HUB_TEST,
  async fn() {
    await using hub = await Hub.start();
    const names = ["ada", "bob"];
    const students = await Promise.all(names.map((name) => hub.enter(name)));
    const runs = await Promise.all(students.map(async (student) => {
      const cells = await student.readNotebook(NOTEBOOK);
      const mayFail = new Set(
        cells.filter((cell) => cell.mayFail).map(({ id }) => id),
      );
      const outcomes = await student.run(NOTEBOOK, cells);
      assertEquals(outcomes.length, cells.length);
      for (const { id, status, printed } of outcomes) {
        assert(status === "ok" || mayFail.has(id), `${id}: ${printed}`);
      }
      return outcomes;
    }));
    const [one, other] = runs.map(siteOf);
    assertNotEquals(one, other, "each has a server of their own");

    await Deno.writeTextFile(join(hub.homeOf("ada"), NOTEBOOK), "mine");
    for (const student of students) {
      assertEquals(await student.stopServer(), true, `${student.name} stopped`);
    }
    await students[0].startServer();
    assertEquals(
      await Deno.readTextFile(join(hub.homeOf("ada"), NOTEBOOK)),
      "mine",
      "a second start leaves the copy alone",
    );
  },
});

/** Where the notebook opened its site. */
function siteOf(outcomes: CellOutcome[]): string {
  const said = outcomes.find(({ id }) => id === "site")!.printed;
  const address = /127\.0\.0\.1:\d+/.exec(said);
  assert(address, `no address in: ${said}`);
  return address[0];
}
