import { assert, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { SocketError } from "../../../lib/errors.ts";
import { parseDescriptor } from "../../../lib/system/descriptors.ts";
import {
  accept,
  AF_INET,
  AF_INET6,
  bind,
  close,
  connect,
  descriptors,
  dup,
  getsockname,
  listen,
  matchSockets,
  parseSocketTable,
  pipe,
  procRefusal,
  SOCK_DGRAM,
  SOCK_STREAM,
  socket,
  socketTable,
} from "../../../lib/system/mod.ts";
import type { SocketRow } from "../../../lib/system/parse_socket_table.ts";
import { dropRepeatedRows } from "../../../lib/system/socket_table.ts";
import { LACKS_IPV6 } from "../lacks_ipv6.ts";
import { runScript } from "../run_script.ts";
import { LACKS_PYTHON, PythonPeer } from "./python_peer.ts";

const ignore = Deno.build.os !== "linux";
const LOOPBACK = { family: AF_INET, address: "127.0.0.1", port: 0 };

function portOf(fd: number): number {
  return (getsockname(fd) as { port: number }).port;
}

/** Connects, and says which socket it has and who it is. */
const CLIENT = `
import json, os, socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as client:
    inode = os.fstat(client.fileno()).st_ino
    port = client.getsockname()[1]
    print(json.dumps([inode, os.getuid(), port, os.getpid(), client.fileno()]))
    input()
`;

Deno.test({
  name: "descriptors and socketTable show both ends of a connection",
  ignore: ignore || LACKS_PYTHON,
  async fn() {
    const listenfd = socket(AF_INET, SOCK_STREAM, 0);
    bind(listenfd, LOOPBACK);
    listen(listenfd, 5);
    const port = portOf(listenfd);
    await using client = new PythonPeer(CLIENT, [String(port)]);
    const { fd } = await accept(listenfd);
    const [inode, owner, clientPort, pid, clientfd] = await client.json<
      number[]
    >();
    assertEquals(descriptors(pid)!.find((open) => open.fd === clientfd), {
      fd: clientfd,
      kind: "socket",
      target: `socket:[${inode}]`,
      inode,
    });
    const table = socketTable()!;
    const theirs = table.find((row) => row.inode === inode)!;
    const bar = { address: "127.0.0.1", port };
    const guest = { address: "127.0.0.1", port: clientPort };
    assertEquals(theirs, {
      protocol: "tcp",
      local: guest,
      remote: bar,
      state: "ESTABLISHED",
      sendQueue: 0,
      receiveQueue: 0,
      inode,
      owner,
    });
    const mine = matchSockets(descriptors()!, table)
      .filter((match) => match.fd === fd || match.fd === listenfd);
    const ends = mine.map(({ fd, socket: { local, remote, state } }) => ({
      fd,
      local,
      remote,
      state,
    }));
    assertEquals(ends.find((end) => end.fd === fd), {
      fd,
      local: bar,
      remote: guest,
      state: "ESTABLISHED",
    });
    assertEquals(ends.find((end) => end.fd === listenfd), {
      fd: listenfd,
      local: bar,
      remote: { address: "0.0.0.0", port: 0 },
      state: "LISTEN",
    });
    await client.tell();
    [fd, listenfd].forEach(close);
  },
});

Deno.test({
  name: "descriptors shows one socket behind two descriptors after dup",
  ignore,
  fn() {
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    listen(fd, 5);
    const twin = dup(fd);
    const both = descriptors()!.filter((descriptor) =>
      [fd, twin].includes(descriptor.fd)
    );
    assertEquals(both.map(({ kind }) => kind), ["socket", "socket"]);
    assertEquals(both[0].inode, both[1].inode);
    const row = socketTable()!.find(({ inode }) => inode === both[0].inode)!;
    assertEquals([row.protocol, row.state], ["tcp", "LISTEN"]);
    assertEquals(row.local, { address: "0.0.0.0", port: portOf(fd) });
    close(fd);
    const left = descriptors()!.filter(({ inode }) => inode === both[0].inode);
    assertEquals(left.map(({ fd }) => fd), [twin]);
    close(twin);
  },
});

Deno.test({
  name: "socketTable counts connections that wait to be accepted",
  ignore,
  async fn() {
    const listenfd = socket(AF_INET, SOCK_STREAM, 0);
    bind(listenfd, LOOPBACK);
    listen(listenfd, 5);
    const port = portOf(listenfd);
    const clients = [1, 2, 3].map(() => socket(AF_INET, SOCK_STREAM, 0));
    for (const fd of clients) await connect(fd, { ...LOOPBACK, port });
    const row = socketTable()!.find(({ local, state }) =>
      local.port === port && state === "LISTEN"
    )!;
    assertEquals(row.receiveQueue, 3);
    [...clients, listenfd].forEach(close);
  },
});

for (
  const [protocol, family, address, lacking] of [
    ["udp", AF_INET, "127.0.0.1", false],
    ["udp6", AF_INET6, "::1", LACKS_IPV6],
  ] as const
) {
  Deno.test({
    name: `socketTable lists sockets of ${protocol}`,
    ignore: ignore || lacking,
    fn() {
      const fd = socket(family, SOCK_DGRAM, 0);
      bind(fd, { family, address, port: 0 });
      const row = socketTable()!.find((row) =>
        row.protocol === protocol && row.local.port === portOf(fd)
      );
      assertEquals(row?.local.address, address);
      close(fd);
    },
  });
}

Deno.test({
  name: "descriptors names pipes, files and devices",
  ignore,
  fn() {
    const [readEnd, writeEnd] = pipe();
    using _device = Deno.openSync("/dev/null");
    const found = descriptors()!;
    const ends = found.filter(({ fd }) => [readEnd, writeEnd].includes(fd));
    assertEquals(ends.map(({ kind }) => kind), ["pipe", "pipe"]);
    assert(
      found.some(({ kind, path }) => kind === "device" && path === "/dev/null"),
    );
    const numbers = found.map(({ fd }) => fd);
    assertEquals(numbers, numbers.toSorted((a, b) => a - b));
    [readEnd, writeEnd].forEach(close);
  },
});

Deno.test({
  name: "descriptors of a process that is not there is an error",
  ignore,
  fn() {
    const nobody = 2 ** 30;
    assertThrows(
      () => descriptors(nobody),
      SocketError,
      `Cannot list the descriptors of process ${nobody}: there is no such`,
    );
    const wrong = "self" as unknown as number;
    assertThrows(() => descriptors(wrong), TypeError, 'pid is "self"');
  },
});

Deno.test("parseDescriptor tells kinds apart by the system's words", () => {
  const table: [string, string, number?][] = [
    ["socket:[81237]", "socket", 81237],
    ["pipe:[4711]", "pipe", 4711],
    ["/home/student/notes.txt", "file"],
    ["/dev/pts/3", "device"],
    ["anon_inode:[eventpoll]", "epoll"],
    ["anon_inode:[eventfd]", "event"],
    ["anon_inode:[timerfd]", "other"],
    ["socket:[x]", "other"],
    ["", "other"],
  ];
  for (const [target, kind, inode] of table) {
    const descriptor = parseDescriptor(7, target);
    assertEquals([descriptor.kind, descriptor.inode], [kind, inode], target);
  }
});

const HEADING =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

Deno.test("parseSocketTable reads rows as Linux wrote them", () => {
  const text = `${HEADING}
   0: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 15790 1 ffff8fe3 100 0 0 10 0
  12: 0F02000A:BDFC 5DB8D8B0:01BB 06 00000010:000003E8 03:00000F2D 00000000  1000        0 0 3 ffff8fe3
`;
  assertEquals(parseSocketTable(text, "tcp"), [
    {
      protocol: "tcp",
      local: { address: "127.0.0.1", port: 631 },
      remote: { address: "0.0.0.0", port: 0 },
      state: "LISTEN",
      sendQueue: 0,
      receiveQueue: 0,
      inode: 15790,
      owner: 0,
    },
    {
      protocol: "tcp",
      local: { address: "10.0.2.15", port: 48636 },
      remote: { address: "176.216.184.93", port: 443 },
      state: "TIME_WAIT",
      sendQueue: 16,
      receiveQueue: 1000,
      inode: 0,
      owner: 1000,
    },
  ]);
});

Deno.test("parseSocketTable reads IPv6 addresses word by word", () => {
  const text = `${HEADING}
   0: B80D0120000000000000000001000000:1F90 0000000000000000FFFF00000100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 99 1`;
  const [{ local, remote }] = parseSocketTable(text, "tcp6");
  assertEquals(local, { address: "2001:db8::1", port: 8080 });
  assertEquals(remote, { address: "::ffff:127.0.0.1", port: 50000 });
});

Deno.test("parseSocketTable of no rows is empty", () => {
  assertEquals(parseSocketTable("", "tcp"), []);
  assertEquals(parseSocketTable(HEADING + "\n", "udp6"), []);
});

Deno.test("dropRepeatedRows keeps one row for each socket, the one read last", () => {
  const row = (inode: number, port: number, state: SocketRow["state"]) => ({
    protocol: "tcp" as const,
    local: { address: "127.0.0.1", port: 80 },
    remote: { address: "127.0.0.1", port },
    state,
    sendQueue: 0,
    receiveQueue: 0,
    inode,
    owner: 0,
  });
  const rows = [
    row(0, 5001, "ESTABLISHED"),
    row(7, 5002, "ESTABLISHED"),
    row(0, 5003, "TIME_WAIT"),
    row(0, 5001, "ESTABLISHED"),
    row(7, 5002, "CLOSE_WAIT"),
    row(8, 0, "LISTEN"),
    row(9, 0, "LISTEN"), // SO_REUSEPORT: another socket at the same place
  ];
  assertEquals(
    dropRepeatedRows(rows).map(({ inode, remote, state }) =>
      `${inode} ${remote.port} ${state}`
    ),
    [
      "0 5001 ESTABLISHED",
      "7 5002 CLOSE_WAIT",
      "0 5003 TIME_WAIT",
      "8 0 LISTEN",
      "9 0 LISTEN",
    ],
  );
});

Deno.test("parseSocketTable quotes the line that it cannot read", () => {
  const rows = [
    "nonsense",
    "0: 0100007F 00000000:0000 0A 0:0 00:0 0 0 0 1",
    "0: 0100007F:0277 00000000:0000 FF 0:0 00:0 0 0 0 1",
    "0: 0100007F:0277 00000000:0000 0A 0 00:0 0 0 0 1",
    "0: 0100007F:0277 00000000:0000 0A 0:0 00:0 0 root 0 1",
    "0: 0100007F:0277 00000000:0000 0A 0:0 00:0 0 0 0",
    "0: 0100007F0100007F:0277 00000000:0000 0A 0:0 00:0 0 0 0 1",
    "0: 0100007F:0277",
  ];
  for (const row of rows) {
    assertThrows(
      () => parseSocketTable(`${HEADING}\n${row}`, "tcp"),
      SocketError,
      `Cannot read socket table line ${JSON.stringify(row)}`,
    );
  }
});

Deno.test("parseSocketTable of any text gives rows or quotes a line", () => {
  const end = fc.stringMatching(/^[0-9A-F]{32}:[0-9A-F]{4}$/);
  const hex = fc.constantFrom("01", "06", "0A", "0C");
  const pair = fc.stringMatching(/^[0-9A-F]{8}:[0-9A-F]{8}$/);
  const number = fc.stringMatching(/^\d{1,6}$/);
  const wrong = fc.constantFrom("", "-1", "1e3", "0x1", "zz", ":", "0:0");
  const line = fc.tuple(
    number,
    end,
    end,
    hex,
    pair,
    pair,
    hex,
    number,
    number,
    number,
  ).chain((words) =>
    fc.record({
      at: fc.nat({ max: 40 }),
      instead: wrong,
    }).map(({ at, instead }) => words.with(at % words.length, instead))
      .map((spoilt) => spoilt.join(" "))
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
      const text = [HEADING, ...lines].join("\n");
      try {
        for (const row of parseSocketTable(text, "tcp6")) {
          assert(row.state && row.local.address);
          assert(row.inode >= 0 && row.owner >= 0 && row.sendQueue >= 0);
        }
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test({
  name:
    "descriptors and socketTable without permission are undefined, with a reason",
  ignore,
  async fn() {
    const { stdout, stderr } = await runScript(
      `
import { descriptors, procRefusal, socketTable } from "sockets/system";
console.log(descriptors(), socketTable(), procRefusal());`,
      ["--no-prompt"],
    );
    assertEquals(
      stdout,
      "undefined undefined reading /proc needs the permission --allow-all\n",
      stderr,
    );
  },
});

Deno.test("procRefusal has a reason exactly where there are no tables", () => {
  assertEquals(procRefusal() === undefined, descriptors() !== undefined);
  assertEquals(procRefusal() === undefined, socketTable() !== undefined);
});
