import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { descriptorMap, type SocketFact } from "sockets/figures";
import { readSvg } from "./read_svg.ts";

const open = (fd: number, inode: number, name?: string) => ({
  fd,
  kind: "socket",
  target: `socket:[${inode}]`,
  inode,
  name,
});
const row = (
  inode: number,
  local: number,
  remote: number,
  more: Partial<SocketFact> = {},
): SocketFact => ({
  protocol: "tcp",
  local: { address: "127.0.0.1", port: local },
  remote: { address: remote ? "127.0.0.1" : "0.0.0.0", port: remote },
  state: remote ? "ESTABLISHED" : "LISTEN",
  inode,
  ...more,
});

Deno.test("descriptorMap counts the descriptors of one open file description", () => {
  const { svg, text } = descriptorMap({
    processes: [{
      name: "bar",
      descriptors: [open(3, 10, "listenfd"), open(7, 10, "copy")],
    }],
    sockets: [row(10, 8080, 0)],
  });
  assertEquals(
    `\n${text}`,
    `
bar
  fd 3   listenfd ─> [1] tcp LISTEN 127.0.0.1:8080
  fd 7   copy     ─> [1] tcp LISTEN 127.0.0.1:8080`,
  );
  assert(readSvg(svg).texts.includes("2 references"));
});

Deno.test("descriptorMap joins the two ends of a connection, also of a dual-stack socket", () => {
  const mapped = row(2, 80, 5000, {
    local: { address: "::ffff:127.0.0.1", port: 80 },
    remote: { address: "::ffff:127.0.0.1", port: 5000 },
  });
  const { text } = descriptorMap({
    processes: [
      { name: "client", descriptors: [open(3, 1)] },
      { name: "server", descriptors: [open(4, 2)] },
    ],
    sockets: [row(1, 5000, 80), mapped],
  });
  assertStringIncludes(text, "connected: client fd 3 <-> server fd 4");
});

Deno.test("descriptorMap shows a connection that nobody has accepted", () => {
  const { text, svg } = descriptorMap({
    processes: [
      { name: "client", descriptors: [open(3, 1)] },
      { name: "bar", descriptors: [open(4, 2)] },
    ],
    sockets: [
      row(1, 5000, 80),
      row(2, 80, 0, { receiveQueue: 1 }),
      row(0, 80, 5000),
    ],
  });
  assertStringIncludes(text, "LISTEN 127.0.0.1:80, 1 waiting");
  assertStringIncludes(
    text,
    "not accepted yet: tcp 127.0.0.1:80 <-> 127.0.0.1:5000",
  );
  assert(readSvg(svg).texts.includes("not accepted"));
});

Deno.test("descriptorMap leaves out the runtime's files unless asked for all", () => {
  const descriptors = [
    { fd: 0, kind: "device", target: "/dev/null", path: "/dev/null" },
    { fd: 5, kind: "epoll", target: "anon_inode:[eventpoll]" },
    open(9, 3),
  ];
  const numbers = (show: "sockets" | "all") =>
    descriptorMap({ processes: [{ name: "p", descriptors }] }, { show }).text
      .match(/fd \d+/g);
  assertEquals(numbers("sockets"), ["fd 0", "fd 9"]);
  assertEquals(numbers("all"), ["fd 0", "fd 5", "fd 9"]);
});

Deno.test("descriptorMap says where the system does not show its table", () => {
  const { text } = descriptorMap({
    processes: [{ name: "p", descriptors: undefined }],
  });
  assertEquals(text, "p\n  (not shown by this system)");
});

Deno.test("descriptorMap takes sockets by hand where there is no table", () => {
  const { text } = descriptorMap({
    caption: "the record of the library",
    processes: [{
      name: "client",
      descriptors: [{
        ...open(3, 1),
        inode: undefined,
        socket: row(1, 5000, 80),
      }],
    }],
  });
  assertStringIncludes(text, "ESTABLISHED 127.0.0.1:5000 <-> 127.0.0.1:80");
});

Deno.test("descriptorMap draws twelve descriptors and counts the others", () => {
  const descriptors = Array.from({ length: 500 }, (_, fd) => open(fd, fd + 1));
  const figure = descriptorMap({ processes: [{ name: "busy", descriptors }] });
  assertStringIncludes(figure.text, "(and 488 more)");
  assert(figure.height < 2000);
});
