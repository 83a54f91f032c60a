import { assertEquals, assertRejects } from "@std/assert";
import { ClosedError, readLine, writeAll } from "sockets";
import { closeAll, fresh, socketPair } from "sockets/notebook";

/** Something with a `close` that notes its name. */
function closable(name: string, closed: string[]) {
  return { name, close: () => closed.push(name) };
}

Deno.test("fresh closes what an earlier run opened under the same name", async () => {
  const closed: string[] = [];
  await fresh("bar", () => closable("first", closed));
  await fresh("other", () => closable("other", closed));
  assertEquals(closed, []);
  await fresh("bar", () => closable("second", closed));
  assertEquals(closed, ["first"]);
  assertEquals(
    String(await closeAll()),
    "✓ Closed what this notebook had opened: other, bar.",
  );
  assertEquals(closed, ["first", "second", "other"]);
  assertEquals(String(await closeAll()), "Nothing was left open.");
});

Deno.test("fresh closes lists, records, servers and disposables", async () => {
  const closed: string[] = [];
  await fresh(
    "list",
    () => [closable("a", closed), null, closable("b", closed)],
  );
  await fresh("record", () => ({ bar: closable("c", closed), port: 5 }));
  await fresh("server", () => ({ shutdown: () => void closed.push("d") }));
  await fresh("held", () => ({
    [Symbol.asyncDispose]: () => Promise.resolve(void closed.push("e")),
  }));
  await fresh("number", () => 5);
  await closeAll();
  assertEquals(closed.sort(), ["a", "b", "c", "d", "e"]);
});

Deno.test("fresh keeps nothing when opening fails", async () => {
  const closed: string[] = [];
  await fresh("bar", () => closable("first", closed));
  await assertRejects(
    () => fresh("bar", () => Promise.reject(new Error("no port"))),
    Error,
    "no port",
  );
  assertEquals(closed, ["first"]);
  assertEquals(String(await closeAll()), "Nothing was left open.");
});

Deno.test("fresh does not mind what is closed already", async () => {
  await fresh("bar", () => ({
    close() {
      throw new Deno.errors.BadResource("closed");
    },
  }));
  await closeAll();
});

Deno.test("fresh of two at once keeps one", async () => {
  const closed: string[] = [];
  await Promise.all(
    ["a", "b"].map((name) =>
      fresh("bar", () => Promise.resolve(closable(name, closed)))
    ),
  );
  assertEquals(closed.length, 1);
  await closeAll();
  assertEquals(closed.toSorted(), ["a", "b"]);
});

Deno.test("socketPair connects two ends, and a new pair closes the old one", async () => {
  const [client, server] = await socketPair();
  assertEquals(client.remoteAddr, server.localAddr);
  assertEquals(server.remoteAddr, client.localAddr);
  await writeAll(server, "cider\n");
  assertEquals(await readLine(client), "cider");
  const kept = await socketPair({ name: "kept" });
  await socketPair();
  await assertRejects(() => readLine(client), ClosedError);
  await writeAll(kept[0], "still open\n");
  assertEquals(await readLine(kept[1]), "still open");
  await closeAll();
});
