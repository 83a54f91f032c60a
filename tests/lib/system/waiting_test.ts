import { assert, assertEquals, assertRejects } from "@std/assert";
import { interruptWaits } from "../../../lib/deadline.ts";
import {
  AbortError,
  DeadlineError,
  InterruptedError,
  SocketError,
} from "../../../lib/errors.ts";
import {
  accept,
  AF_INET,
  AF_UNIX,
  bind,
  close,
  connect,
  dup,
  listen,
  MSG_DONTWAIT,
  MSG_PEEK,
  pipe,
  poll,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  read,
  recv,
  send,
  setsockopt,
  SO_SNDBUF,
  SOCK_STREAM,
  socket,
  SOL_SOCKET,
  SystemCallError,
  write,
} from "../../../lib/system/mod.ts";
import { LOOPBACK, loopbackListener } from "./loopback_listener.ts";
import { runScript } from "../run_script.ts";

const ignore = Deno.build.os === "windows";
const SHORT = { timeout: 10 };
const buf = new Uint8Array(64);
const bytes = new TextEncoder().encode("a cider please");

async function connectedPair(): Promise<[number, number]> {
  const { listenfd, port } = loopbackListener();
  const clientfd = socket(AF_INET, SOCK_STREAM, 0);
  await connect(clientfd, { ...LOOPBACK, port });
  const { fd } = await accept(listenfd);
  close(listenfd);
  return [clientfd, fd];
}

Deno.test({
  name: "accept, recv, read and poll end at their deadline and name the socket",
  ignore,
  async fn() {
    const { listenfd } = loopbackListener();
    const [clientfd, connfd] = await connectedPair();
    const [readEnd, writeEnd] = pipe();
    const waits: [() => Promise<unknown>, string][] = [
      [() => accept(listenfd, SHORT), `accept on "socket ${listenfd}"`],
      [
        () => recv(clientfd, buf, 1, 0, SHORT),
        `recv on "socket ${clientfd}"`,
      ],
      [() => read(readEnd, buf, 1, SHORT), `read on "descriptor ${readEnd}"`],
      [
        () => poll([{ fd: readEnd, events: POLLIN }], -1, SHORT),
        `poll on "descriptors ${readEnd}"`,
      ],
    ];
    for (const [wait, subject] of waits) {
      const error = await assertRejects(wait, DeadlineError, subject);
      assertEquals(error.timeout, 10);
    }
    [listenfd, clientfd, connfd, readEnd, writeEnd].forEach(close);
  },
});

Deno.test({
  name: "send and write end at their deadline when the peer does not read",
  ignore,
  async fn() {
    const [clientfd, connfd] = await connectedPair();
    setsockopt(clientfd, SOL_SOCKET, SO_SNDBUF, 4096);
    const piece = new Uint8Array(1 << 20);
    const fill = async () => {
      for (;;) await send(clientfd, piece, piece.length, 0, SHORT);
    };
    await assertRejects(fill, DeadlineError, "send");
    const [readEnd, writeEnd] = pipe();
    const first = await write(writeEnd, piece);
    assert(first < piece.length, "a pipe that takes a whole megabyte");
    const again = () => write(writeEnd, piece, 1, SHORT);
    await assertRejects(again, DeadlineError, "write");
    [clientfd, connfd, readEnd, writeEnd].forEach(close);
  },
});

Deno.test({
  name: "recv after a deadline loses no byte",
  ignore,
  async fn() {
    const [clientfd, connfd] = await connectedPair();
    const early = () => recv(clientfd, buf, buf.length, 0, SHORT);
    await assertRejects(early, DeadlineError);
    await send(connfd, bytes);
    assertEquals(await recv(clientfd, buf), bytes.length);
    assertEquals(buf.subarray(0, bytes.length), bytes);
    [clientfd, connfd].forEach(close);
  },
});

Deno.test({
  name: "accept leaves this thread free while it waits",
  ignore,
  async fn() {
    const { listenfd, port } = loopbackListener();
    const accepted = accept(listenfd);
    let turns = 0;
    for (; turns < 20; turns++) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    const clientfd = socket(AF_INET, SOCK_STREAM, 0);
    await connect(clientfd, { ...LOOPBACK, port });
    const { fd } = await accepted;
    assertEquals(turns, 20);
    [fd, clientfd, listenfd].forEach(close);
  },
});

Deno.test({
  name:
    "accept ends when its signal is aborted, and when waits are interrupted",
  ignore,
  async fn() {
    const { listenfd } = loopbackListener();
    const controller = new AbortController();
    const accepted = accept(listenfd, { signal: controller.signal });
    controller.abort("closing time");
    await assertRejects(() => accepted, AbortError, "closing time");
    const again = accept(listenfd, { timeout: Infinity });
    interruptWaits("Stop was pressed");
    await assertRejects(() => again, InterruptedError, "Stop was pressed");
    close(listenfd);
  },
});

Deno.test({
  name:
    "accept ends when its socket is closed, though the number is taken again",
  ignore,
  async fn() {
    const { listenfd } = loopbackListener();
    const accepted = accept(listenfd);
    close(listenfd);
    const taken: number[] = [];
    while (!taken.includes(listenfd) && taken.length < 200) {
      taken.push(...pipe());
    }
    assert(taken.includes(listenfd), "the number is not given out again");
    await assertRejects(
      () => accepted,
      SocketError,
      `Cannot wait for descriptor ${listenfd}: it was closed meanwhile`,
    );
    taken.forEach(close);
  },
});

Deno.test({
  name: "connect waits for a Unix socket whose backlog is full",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const bar = { family: AF_UNIX, path: `\0bar ${crypto.randomUUID()}` };
    const listenfd = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(listenfd, bar);
    listen(listenfd, 0);
    const first = socket(AF_UNIX, SOCK_STREAM, 0);
    await connect(first, bar);
    const second = socket(AF_UNIX, SOCK_STREAM, 0);
    const early = () => connect(second, bar, undefined, SHORT);
    await assertRejects(early, DeadlineError, "connect");
    const late = connect(second, bar);
    const { fd } = await accept(listenfd);
    await late;
    const next = await accept(listenfd);
    [fd, next.fd, first, second, listenfd].forEach(close);
  },
});

Deno.test({
  name: "connect that is refused can be tried again on a new socket",
  ignore,
  async fn() {
    const { listenfd, port } = loopbackListener();
    close(listenfd);
    const clientfd = socket(AF_INET, SOCK_STREAM, 0);
    const error = await assertRejects(
      () => connect(clientfd, { ...LOOPBACK, port }),
      SystemCallError,
      `Cannot connect socket ${clientfd} to 127.0.0.1:${port}: ` +
        "ECONNREFUSED, connection refused",
    );
    assertEquals([error.call, error.code], ["connect", "ECONNREFUSED"]);
    close(clientfd);
  },
});

Deno.test({
  name:
    "recv with MSG_DONTWAIT does not wait, with MSG_PEEK takes nothing away",
  ignore,
  async fn() {
    const [clientfd, connfd] = await connectedPair();
    await assertRejects(
      () => recv(clientfd, buf, 1, MSG_DONTWAIT),
      SystemCallError,
      "EAGAIN",
    );
    await send(connfd, bytes);
    assertEquals(await recv(clientfd, buf, 7, MSG_PEEK), 7);
    assertEquals(await recv(clientfd, buf), bytes.length);
    [clientfd, connfd].forEach(close);
  },
});

Deno.test({
  name: "poll tells which of several descriptors are ready, and how",
  ignore,
  async fn() {
    const [readEnd, writeEnd] = pipe();
    const [idleEnd, otherEnd] = pipe();
    const fds = [
      { fd: readEnd, events: POLLIN, revents: 0 },
      { fd: writeEnd, events: POLLOUT, revents: 0 },
      { fd: idleEnd, events: POLLIN, revents: 99 },
      { fd: -1, events: POLLIN, revents: 99 },
      { fd: 9999, events: POLLIN, revents: 0 },
    ];
    assertEquals(await poll(fds, 1000), 2);
    assertEquals(fds.map(({ revents }) => revents), [
      0,
      POLLOUT,
      0,
      0,
      POLLNVAL,
    ]);
    assertEquals(await poll([fds[2]], 0), 0);
    assertEquals(await poll([fds[2]], 120), 0);
    const waiting = poll([fds[2]], -1);
    await write(otherEnd, bytes);
    assertEquals([await waiting, fds[2].revents], [1, POLLIN]);
    close(writeEnd);
    assertEquals(await poll([fds[0]], -1), 1);
    assertEquals(fds[0].revents & POLLHUP, POLLHUP);
    assertEquals(await poll([], 1), 0);
    [readEnd, idleEnd, otherEnd].forEach(close);
  },
});

Deno.test({
  name: "a hundred waits at once all end",
  ignore,
  async fn() {
    const pipes = Array.from({ length: 100 }, () => pipe());
    const reads = pipes.map(([readEnd]) => read(readEnd, new Uint8Array(1)));
    for (const [, writeEnd] of pipes) await write(writeEnd, bytes, 1);
    assertEquals(await Promise.all(reads), pipes.map(() => 1));
    pipes.flat().forEach(close);
  },
});

Deno.test({
  name: "dup keeps a socket open until its last descriptor is closed",
  ignore,
  async fn() {
    const [clientfd, connfd] = await connectedPair();
    const twin = dup(connfd);
    close(connfd);
    await send(twin, bytes);
    assertEquals(await recv(clientfd, buf), bytes.length);
    close(twin);
    assertEquals(await recv(clientfd, buf), 0);
    close(clientfd);
  },
});

Deno.test({
  name: "read and write on descriptors opened elsewhere never block",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const path = `${folder}/fifo`;
      await new Deno.Command("mkfifo", { args: [path] }).output();
      // A blocking call would stop that process, which is ended then.
      const { success, stdout, stderr } = await runScript(
        `
import { descriptors, read, write } from "sockets/system";
const path = ${JSON.stringify(path)};
using fifo = Deno.openSync(path, { read: true, write: true });
const { fd } = descriptors().find((descriptor) => descriptor.path === path);
const piece = new Uint8Array(1 << 20).fill(46);
const ends = [];
const outcome = (call) => call.catch(({ name }) => name);
ends.push(await outcome(read(fd, piece, 1, { timeout: 10 })));
let written = 0;
for (let count = 0; typeof count === "number"; written += count) {
  count = await outcome(write(fd, piece, piece.length, { timeout: 500 }));
  if (typeof count !== "number") { ends.push(count); break; }
}
let taken = 0;
while (taken < written) taken += await read(fd, piece);
ends.push(written > 0, taken === written);
console.log(JSON.stringify(ends));`,
        ["-A"],
      );
      assert(success, stderr);
      const expected = ["DeadlineError", "DeadlineError", true, true];
      assertEquals(JSON.parse(stdout), expected);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
