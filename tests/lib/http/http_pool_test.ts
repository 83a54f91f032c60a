import { assert, assertEquals, assertRejects } from "@std/assert";
import { readToEnd, readUntil, UnexpectedEndError, writeAll } from "sockets";
import { httpFetch, HttpPool } from "sockets/http";
import { served, spoken } from "./served.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider";

/** Answers so many requests of each connection; the answer may depend on both. */
function counting(
  answers: (turn: number, request: number) => string | null,
) {
  const counts: number[] = [];
  const server = spoken(async (connection, turn) => {
    counts[turn] = 0;
    while (await readUntil(connection, "\r\n\r\n")) {
      const answer = answers(turn, counts[turn]++);
      if (answer === null) return;
      await writeAll(connection, answer);
    }
  });
  return { counts, server };
}

Deno.test("HttpPool keeps a connection for the next request", async () => {
  const { counts, server } = counting(() => OK);
  await using bar = await server;
  using pool = new HttpPool();
  for (let round = 0; round < 3; round++) {
    assertEquals(await (await httpFetch(bar.origin, { pool })).text(), "cider");
  }
  assertEquals([counts, pool.size], [[3], 1]);
});

Deno.test("HttpPool gives a connection to one request at a time, and keeps one", async () => {
  await using bar = await served(() => ({ status: 200, body: "cider" }));
  using pool = new HttpPool();
  const responses = await Promise.all(
    Array.from({ length: 5 }, () => httpFetch(bar.origin, { pool })),
  );
  for (const response of responses) {
    assertEquals(await response.text(), "cider");
  }
  assertEquals(pool.size, 1);
});

Deno.test("HttpPool keeps no connection whose answer says close, or is not over", async () => {
  const answers = [
    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\ncider",
    "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\ncider",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n",
    OK + "surplus",
  ];
  const { counts, server } = counting((turn) => answers[turn] ?? OK);
  await using bar = await server;
  using pool = new HttpPool();
  for (const _ of answers) {
    assertEquals(await (await httpFetch(bar.origin, { pool })).text(), "cider");
    assertEquals(pool.size, 0);
  }
  const headers = { Connection: "close" };
  await (await httpFetch(bar.origin, { pool, headers })).text();
  assertEquals(pool.size, 0);
  (await httpFetch(bar.origin, { pool })).close();
  assertEquals(pool.size, 0);
  assertEquals(counts.slice(0, 4), [1, 1, 1, 1]);
});

Deno.test("HttpPool opens another connection if the server closed the idle one", async () => {
  const { counts, server } = counting((turn, request) =>
    turn === 0 && request === 1 ? null : OK
  );
  await using bar = await server;
  using pool = new HttpPool();
  for (let round = 0; round < 2; round++) {
    assertEquals(await (await httpFetch(bar.origin, { pool })).text(), "cider");
  }
  assertEquals(counts, [2, 1]);
});

Deno.test("HttpPool opens another connection if the server says 408 on the idle one", async () => {
  const late =
    "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  const { counts, server } = counting((turn, request) =>
    turn === 0 && request === 1 ? late : OK
  );
  await using bar = await server;
  using pool = new HttpPool();
  for (let round = 0; round < 2; round++) {
    assertEquals(await (await httpFetch(bar.origin, { pool })).text(), "cider");
  }
  assertEquals(counts, [2, 1]);
});

Deno.test("HttpPool tries no more than one fresh connection against a server that says 408 again", async () => {
  const late = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
  const { counts, server } = counting((turn, request) =>
    turn === 0 && request === 0 ? OK : late
  );
  await using bar = await server;
  using pool = new HttpPool();
  await (await httpFetch(bar.origin, { pool })).text();
  assertEquals((await httpFetch(bar.origin, { pool })).status, 408);
  assertEquals(counts, [2, 1]);
});

Deno.test("HttpPool gives the 408 of a fresh connection, and that to a POST", async () => {
  const late = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
  const { counts, server } = counting((_, request) =>
    request === 1 ? OK : late
  );
  await using bar = await server;
  using pool = new HttpPool();
  const statuses = [];
  for (const method of ["GET", "POST", "POST"]) {
    const response = await httpFetch(bar.origin, { pool, method });
    await response.bytes();
    statuses.push(response.status);
  }
  assertEquals([statuses, counts], [[408, 200, 408], [3]]);
});

Deno.test("HttpPool repeats no POST whose fate nobody knows", async () => {
  const { counts, server } = counting((_, request) =>
    request === 0 ? OK : null
  );
  await using bar = await server;
  using pool = new HttpPool();
  await (await httpFetch(bar.origin, { pool })).text();
  await assertRejects(
    () => httpFetch(bar.origin, { pool, method: "POST" }),
    UnexpectedEndError,
    "without an answer",
  );
  assertEquals(counts, [2]);
});

Deno.test("HttpPool sends a POST over a fresh connection if the idle one has ended", async () => {
  const closed = Promise.withResolvers<void>();
  let turns = 0;
  await using bar = await spoken(async (connection, turn) => {
    turns++;
    await readUntil(connection, "\r\n\r\n");
    await writeAll(connection, OK);
    if (turn === 0) {
      connection.close();
      closed.resolve();
    }
  });
  using pool = new HttpPool();
  await (await httpFetch(bar.origin, { pool })).text();
  await closed.promise;
  const response = await httpFetch(bar.origin, { pool, method: "POST" });
  assertEquals([await response.text(), turns], ["cider", 2]);
});

Deno.test("HttpPool takes octets that nobody asked for for no answer", async () => {
  const heads = [
    OK,
    "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
  ];
  for (const head of heads) {
    const unsolicited = Promise.withResolvers<void>();
    let turns = 0;
    await using bar = await spoken(async (connection, turn) => {
      turns++;
      await readUntil(connection, "\r\n\r\n");
      await writeAll(connection, turn === 0 ? head : OK);
      if (turn > 0) return;
      await unsolicited.promise;
      await writeAll(connection, OK.replace("cider", "perry"));
      unsolicited.resolve();
      await readToEnd(connection);
    });
    using pool = new HttpPool();
    await (await httpFetch(bar.origin, { pool })).bytes();
    assertEquals(pool.size, 1);
    unsolicited.resolve();
    // What another connection brings comes after what was sent before.
    assertEquals(await (await httpFetch(bar.origin)).text(), "cider");
    assertEquals(
      await (await httpFetch(bar.origin, { pool })).text(),
      "cider",
    );
    assertEquals(turns, 3);
  }
});

Deno.test("HttpPool does not keep a program running", async () => {
  await using bar = await spoken(async (connection) => {
    while (await readUntil(connection, "\r\n\r\n", { timeout: Infinity })) {
      await writeAll(connection, OK);
    }
  });
  const program = `
    import { httpFetch, HttpPool } from "sockets/http";
    const pool = new HttpPool();
    for (let round = 0; round < 2; round++) {
      console.log(await (await httpFetch("${bar.origin}", { pool })).text(), pool.size);
    }`;
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", program],
    signal: AbortSignal.timeout(8000),
  }).output();
  assertEquals(new TextDecoder().decode(stdout), "cider 1\ncider 1\n");
  assert(success, "it did not end by itself");
});

Deno.test("HttpPool asks HTTP/1.0 to keep alive", async () => {
  await using bar = await served((request) => ({
    status: 200,
    body: request.headers.get("Connection") ?? "",
  }));
  using pool = new HttpPool();
  const response = await httpFetch(bar.origin, { pool, version: "1.0" });
  assertEquals(await response.text(), "keep-alive");
  assertEquals(pool.size, 1);
});

Deno.test("HttpPool closes what comes back after its end", async () => {
  await using bar = await served(() => ({ status: 200, body: "cider" }));
  const pool = new HttpPool();
  const response = await httpFetch(bar.origin, { pool });
  pool.close();
  assertEquals([await response.text(), pool.size], ["cider", 0]);
});
