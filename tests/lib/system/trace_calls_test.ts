import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DeadlineError } from "../../../lib/errors.ts";
import {
  accept,
  AF_INET,
  bind,
  close,
  connect,
  dup,
  formatCall,
  getaddrinfo,
  getsockname,
  getsockopt,
  IPPROTO_TCP,
  listen,
  MSG_DONTWAIT,
  MSG_PEEK,
  pipe,
  poll,
  POLLIN,
  POLLOUT,
  read,
  recv,
  send,
  setsockopt,
  SHUT_WR,
  shutdown,
  SO_REUSEADDR,
  SOCK_STREAM,
  socket,
  SOL_SOCKET,
  SystemCallError,
  TCP_NODELAY,
  traceCalls,
} from "../../../lib/system/mod.ts";

const ignore = Deno.build.os === "windows";
const LOOPBACK = { family: AF_INET, address: "127.0.0.1" };
const bytes = new TextEncoder().encode('a "cider"\r\n\0é');

Deno.test({
  name: "traceCalls records the two lives in the order of their calls",
  ignore,
  async fn() {
    using trace = traceCalls();
    const [entry] = await getaddrinfo("127.0.0.1", 0, {
      socktype: "SOCK_STREAM",
    });
    const listenfd = socket(entry.family, entry.socktype, entry.protocol);
    setsockopt(listenfd, SOL_SOCKET, SO_REUSEADDR, 1);
    bind(listenfd, entry.sockaddr, entry.sockaddr.length);
    listen(listenfd, 1024);
    const { port } = getsockname(listenfd) as { port: number };
    const clientfd = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    const accepting = accept(listenfd);
    await connect(clientfd, { ...LOOPBACK, port });
    const { fd, addr } = await accepting;
    await send(clientfd, bytes);
    shutdown(clientfd, SHUT_WR);
    const buf = new Uint8Array(80);
    await recv(fd, buf, 5, MSG_PEEK);
    await recv(fd, buf);
    await recv(fd, buf);
    [fd, clientfd, listenfd].forEach(close);
    trace.stop();
    close(socket(AF_INET, SOCK_STREAM));
    const guest = `127.0.0.1:${(addr as { port: number }).port}`;
    const text = '"a \\"cider\\"\\r\\n\\x00\\xc3\\xa9"';
    assertEquals(String(trace).split("\n"), [
      'getaddrinfo("127.0.0.1", "0") = 0 [127.0.0.1:0]',
      `socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = ${listenfd}`,
      `setsockopt(${listenfd}, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0`,
      `bind(${listenfd}, 127.0.0.1:0, 16) = 0`,
      `listen(${listenfd}, 1024) = 0`,
      `getsockname(${listenfd}) = 0 [127.0.0.1:${port}]`,
      `socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = ${clientfd}`,
      `accept(${listenfd}) = ${fd} [${guest}]`,
      `connect(${clientfd}, 127.0.0.1:${port}, 16) = 0`,
      `send(${clientfd}, ${text}, 14, 0) = 14`,
      `shutdown(${clientfd}, SHUT_WR) = 0`,
      `recv(${fd}, 5, MSG_PEEK) = 5 ["a \\"ci"]`,
      `recv(${fd}, 80, 0) = 14 [${text}]`,
      `recv(${fd}, 80, 0) = 0 [""]`,
      `close(${fd}) = 0`,
      `close(${clientfd}) = 0`,
      `close(${listenfd}) = 0`,
    ]);
    const accepted = trace.calls.find(({ call }) => call === "accept")!;
    assert(accepted.waited);
    const closes = trace.calls.filter(({ call }) => call === "close");
    assert(closes.every(({ waited }) => !waited));
    for (const { start, end } of trace.calls) assert(end! >= start);
    const starts = trace.calls.map(({ start }) => start);
    assertEquals(starts, starts.toSorted((a, b) => a - b));
  },
});

Deno.test({
  name: "traceCalls records errors by name and calls that gave up",
  ignore,
  async fn() {
    using trace = traceCalls();
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, true);
    const nobody = { ...LOOPBACK, port: 1 };
    await assertRejects(() => connect(fd, nobody), SystemCallError);
    const [readEnd, writeEnd] = pipe();
    const quiet = read(readEnd, new Uint8Array(8), 8, { timeout: 5 });
    const underWay = formatCall(trace.calls.at(-1)!);
    await assertRejects(() => quiet, DeadlineError);
    const idle = socket(AF_INET, SOCK_STREAM, 0);
    const fds = [
      { fd: readEnd, events: POLLIN },
      { fd: writeEnd, events: POLLIN | POLLOUT },
    ];
    await poll(fds, 0);
    await assertRejects(
      () => recv(idle, new Uint8Array(8), 8, MSG_DONTWAIT | 0x1000_0000),
      SystemCallError,
    );
    [readEnd, writeEnd, idle, fd].forEach(close);
    assertEquals(underWay, `read(${readEnd}, 8) …`);
    assertEquals(trace.calls.map(formatCall).slice(1, 8), [
      `setsockopt(${fd}, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0`,
      `connect(${fd}, 127.0.0.1:1, 16) = -1 ECONNREFUSED (Connection refused)`,
      `pipe() = 0 [${readEnd}, ${writeEnd}]`,
      `read(${readEnd}, 8) = ? (DeadlineError)`,
      `socket(AF_INET, SOCK_STREAM, 0) = ${idle}`,
      `poll([{${readEnd}, POLLIN}, {${writeEnd}, POLLIN|POLLOUT}], 2, 0) = 1 ` +
      `[${readEnd}: 0, ${writeEnd}: POLLOUT]`,
      `recv(${idle}, 8, MSG_DONTWAIT|268435456) = -1 ENOTCONN ` +
      "(Transport endpoint is not connected)",
    ]);
    const failed = trace.calls[2];
    assertEquals([failed.result, failed.errno], [-1, "ECONNREFUSED"]);
  },
});

Deno.test({
  name: "an option 0 has no name, for this system gives it none",
  ignore,
  fn() {
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    const action = `Cannot get option 0 of socket ${fd}`;
    const { message } = assertThrows(
      () => getsockopt(fd, SOL_SOCKET, 0),
      SystemCallError,
    );
    assertEquals(message.split(":")[0], action);
    close(fd);
  },
});

Deno.test({
  name: "traceCalls shows the interface of a link-local address",
  ignore: Deno.build.os !== "linux",
  async fn() {
    using trace = traceCalls();
    await getaddrinfo("fe80::1%1", 80, { socktype: SOCK_STREAM });
    assertEquals(
      String(trace),
      'getaddrinfo("fe80::1%1", "80") = 0 [[fe80::1%1]:80]',
    );
  },
});

Deno.test({
  name: "an error of poll names some descriptors and counts the others",
  ignore,
  async fn() {
    const fds = Array.from({ length: 9 }, () => ({ fd: -1, events: POLLIN }));
    const { message } = await assertRejects(
      () => poll(fds, -1, { timeout: 1 }),
      DeadlineError,
    );
    assert(message.includes(`"descriptors ${"-1, ".repeat(7)}-1 and 1 more"`));
  },
});

Deno.test({
  name: "traceCalls keeps what was sent though the buffer is used again",
  ignore,
  async fn() {
    const [fd, writeEnd] = pipe();
    const refused = traceCalls();
    const buf = new TextEncoder().encode("cider");
    await assertRejects(() => send(writeEnd, buf), SystemCallError, "ENOTSOCK");
    buf.fill(0);
    const [sent] = refused.stop().calls;
    assertEquals(sent.args[1].name, "buf");
    assertEquals(sent.args[1].value, new TextEncoder().encode("cider"));
    assertEquals(sent.args[1].text, '"cider"');
    [fd, writeEnd].forEach(close);
  },
});

Deno.test({
  name: "two traces at once both record, each until it is stopped",
  ignore,
  fn() {
    const outer = traceCalls();
    const [readEnd, writeEnd] = pipe();
    const inner = traceCalls();
    close(readEnd);
    inner.stop();
    close(writeEnd);
    outer.stop();
    assertEquals(inner.calls.length, 1);
    assertEquals(outer.calls.map(({ call }) => call), [
      "pipe",
      "close",
      "close",
    ]);
  },
});

Deno.test({
  name: "a trace that nobody stops keeps 10,000 calls and counts the others",
  ignore,
  fn() {
    const [readEnd, writeEnd] = pipe();
    using trace = traceCalls();
    for (let turn = 0; turn < 5_002; turn++) close(dup(readEnd));
    assertEquals([trace.calls.length, trace.omitted], [10_000, 4]);
    assert(String(trace).endsWith("\n… and 4 more"));
    assertEquals(Deno.inspect(trace), String(trace));
    [readEnd, writeEnd].forEach(close);
  },
});
