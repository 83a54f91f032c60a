import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { SocketError } from "../../../lib/errors.ts";
import * as system from "../../../lib/system/mod.ts";

const ignore = Deno.build.os === "windows";
const { AF_INET, SOCK_STREAM } = system;
const BYTES = new Uint8Array(8);
const ADDRESS = { family: AF_INET, address: "127.0.0.1", port: 80 };

/** Calls with one wrong argument each, and the name it must be called by. */
const WRONG: [keyof typeof system, unknown[], string][] = [
  ["socket", [], "domain is undefined"],
  ["socket", ["AF_INET", SOCK_STREAM], 'domain is "AF_INET"'],
  ["socket", [AF_INET, null], "type is null"],
  ["socket", [AF_INET, 1.5], "type is 1.5"],
  ["socket", [AF_INET, SOCK_STREAM, "tcp"], 'protocol is "tcp"'],
  ["socket", [2 ** 40, SOCK_STREAM], "domain is 1099511627776"],
  ["bind", ["3", ADDRESS], 'sockfd is "3"'],
  ["bind", [3, "127.0.0.1:80"], 'addr is "127.0.0.1:80"'],
  ["bind", [3, null], "addr is null"],
  ["bind", [3, {}], "addr is a value of type Object"],
  ["bind", [3, { ...ADDRESS, port: "80" }], 'port "80"'],
  ["bind", [3, { ...ADDRESS, address: "localhost" }], 'address "localhost"'],
  ["bind", [3, ADDRESS, "16"], 'addrlen is "16"'],
  ["listen", [undefined, 5], "sockfd is undefined"],
  ["listen", [3, "5"], 'backlog is "5"'],
  ["accept", [{}], "sockfd is a value of type Object"],
  ["accept", [3n], "sockfd is 3n"],
  ["accept", [3, 500], "options is 500"],
  ["accept", [3, { timeout: "500" }], 'timeout is "500"'],
  ["accept", [3, { signal: "abort" }], 'signal is "abort"'],
  ["connect", [NaN, ADDRESS], "sockfd is NaN"],
  ["connect", [3, [127, 0, 0, 1]], "addr is a value of type Array"],
  [
    "connect",
    [3, ADDRESS, { timeout: 5 }],
    "addrlen is a value of type Object",
  ],
  ["connect", [3, ADDRESS, undefined, null], "options is null"],
  ["getsockname", ["3"], 'sockfd is "3"'],
  ["getpeername", [true], "sockfd is true"],
  ["setsockopt", [null, 1, 2, 1], "sockfd is null"],
  ["setsockopt", [3, "SOL_SOCKET", 2, 1], 'level is "SOL_SOCKET"'],
  ["setsockopt", [3, 1, "SO_REUSEADDR", 1], 'optname is "SO_REUSEADDR"'],
  ["setsockopt", [3, 1, 2, "1"], 'optval is "1"'],
  ["setsockopt", [3, 1, 2, undefined], "optval is undefined"],
  ["setsockopt", [3, 1, 2, 1.5], "optval is 1.5"],
  ["setsockopt", [3, 1, 2, 1, "4"], 'optlen is "4"'],
  ["getsockopt", ["3", 1, 2], 'sockfd is "3"'],
  ["getsockopt", [3, undefined, 2], "level is undefined"],
  ["getsockopt", [3, 1], "optname is undefined"],
  ["getsockopt", [3, 1, 2, "4"], 'optlen is "4"'],
  ["send", ["3", BYTES], 'sockfd is "3"'],
  ["send", [3, "cider"], 'buf is "cider", expected a Uint8Array; new Text'],
  ["send", [3, [1, 2]], "buf is a value of type Array"],
  ["send", [3, BYTES, "8"], 'len is "8"'],
  ["send", [3, BYTES, 8, "MSG_PEEK"], 'flags is "MSG_PEEK"'],
  ["send", [3, BYTES, 8, 0, { timeout: null }], "timeout is null"],
  ["recv", [undefined, BYTES], "sockfd is undefined"],
  ["recv", [3, 512], "buf is 512"],
  ["recv", [3, new ArrayBuffer(8)], "buf is a value of type ArrayBuffer"],
  ["recv", [3, BYTES, 8.5], "len is 8.5"],
  ["recv", [3, BYTES, 8, null], "flags is null"],
  ["recv", [3, BYTES, 8, 0, "later"], 'options is "later"'],
  ["read", ["3", BYTES], 'fd is "3"'],
  ["read", [3, undefined], "buf is undefined"],
  ["read", [3, BYTES, true], "count is true"],
  ["read", [3, BYTES, 8, 10], "options is 10"],
  ["write", ["1", BYTES], 'fd is "1"'],
  ["write", [3, "cider"], 'buf is "cider"'],
  ["write", [3, BYTES, null], "count is null"],
  ["write", [3, BYTES, 8, false], "options is false"],
  ["poll", [{ fd: 3, events: 1 }, 0], "fds is a value of type Object"],
  ["poll", [[3], 0], "fds[0].fd is undefined"],
  ["poll", [[{ fd: 3, events: "POLLIN" }], 0], 'fds[0].events is "POLLIN"'],
  ["poll", [[{ fd: 3, events: 65536 }], 0], "fds[0].events is 65536"],
  ["poll", [[], "0"], 'timeout is "0"'],
  ["poll", [[], Infinity], "timeout is Infinity"],
  ["poll", [[], 0, 1], "options is 1"],
  ["shutdown", ["3", 0], 'sockfd is "3"'],
  ["shutdown", [3, "SHUT_WR"], 'how is "SHUT_WR"'],
  ["close", [], "fd is undefined"],
  ["close", ["3"], 'fd is "3"'],
  ["close", [1e10], "fd is 10000000000"],
  ["dup", [null], "oldfd is null"],
];

Deno.test({
  name: "every call names an argument of the wrong type",
  ignore,
  async fn() {
    for (const [name, args, message] of WRONG) {
      const call = system[name] as (...args: unknown[]) => unknown;
      const error = await assertRejects(
        async () => await call(...args),
        TypeError,
        message,
        `${name}(${args.join(", ")})`,
      );
      if (!error.message.startsWith("Cannot encode")) {
        assertStringIncludes(error.message, `Cannot call ${name}: `);
      }
    }
  },
});

Deno.test({
  name: "a length beyond the buffer is refused, where C would go beyond it",
  ignore,
  async fn() {
    const length = BYTES.length + 1;
    const calls = [
      () => system.send(3, BYTES, length),
      () => system.recv(3, BYTES, length),
      () => system.read(3, BYTES, length),
      () => system.write(3, BYTES, -1),
      () => system.connect(3, BYTES, length),
    ];
    for (const call of calls) await assertRejects(call, RangeError, "8 bytes");
    assertThrows(() => system.bind(3, BYTES, length), RangeError, "8 bytes");
  },
});

Deno.test({
  name: "setsockopt refuses an SO_LINGER that would block close",
  ignore,
  fn() {
    const { SOL_SOCKET, SO_LINGER } = system;
    const fd = system.socket(AF_INET, SOCK_STREAM, 0);
    const linger = (optval: system.Linger | Uint8Array) =>
      system.setsockopt(fd, SOL_SOCKET, SO_LINGER, optval);
    assertThrows(() => linger({ onoff: 1, linger: 5 }), SocketError, "5 sec");
    const raw = new Uint8Array(Int32Array.of(1, 7).buffer);
    assertThrows(() => linger(raw), SocketError, "7 sec");
    linger({ onoff: 1, linger: 0 });
    const value = system.getsockopt(fd, SOL_SOCKET, SO_LINGER, 8);
    assertEquals([...new Int32Array(value.buffer)].map(Boolean), [true, false]);
    system.close(fd);
  },
});
