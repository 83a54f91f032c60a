import { assert } from "@std/assert";
import { runScript } from "../run_script.ts";

/** Loops that make every call 10,000 times, as scripts for a process of their own. */
const LOOPS: Record<string, string> = {
  "socket, setsockopt, getsockopt, bind, listen, getsockname, close": `
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    getsockopt(fd, SOL_SOCKET, SO_TYPE);
    bind(fd, anywhere);
    listen(fd, 5);
    getsockname(fd);
    close(fd);`,
  "connect, accept, getpeername, send, recv, shutdown, close": `
    const clientfd = socket(AF_INET, SOCK_STREAM, 0);
    const [{ fd }] = await Promise.all([accept(bar), connect(clientfd, barAddress)]);
    getpeername(clientfd);
    await send(clientfd, buf);
    await recv(fd, buf);
    shutdown(clientfd, SHUT_WR);
    await recv(fd, buf);
    // A reset leaves no TIME_WAIT, so ports do not run out.
    setsockopt(clientfd, SOL_SOCKET, SO_LINGER, { onoff: 1, linger: 0 });
    close(clientfd);
    close(fd);`,
  "pipe, dup, write, read, poll, close": `
    const [readEnd, writeEnd] = pipe();
    const twin = dup(writeEnd);
    await write(twin, buf);
    await poll([{ fd: readEnd, events: POLLIN }], 1000);
    await read(readEnd, buf);
    [readEnd, writeEnd, twin].forEach(close);`,
  "calls that fail": `
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    await connect(fd, nobody).catch(() => {});
    await send(fd, buf).catch(() => {});
    try { getpeername(fd); } catch { /* ENOTCONN */ }
    try { socket(99, 99, 99); } catch { /* EAFNOSUPPORT */ }
    close(fd);
    try { close(fd); } catch { /* EBADF */ }`,
  "calls that wait for another thread": `
    const waiting = read(quietEnd, buf);
    await write(loudEnd, buf, 1);
    await waiting;`,
};

function scriptOf(loop: string): string {
  return `
import {
  accept, AF_INET, bind, close, connect, descriptors, dup, getpeername,
  getsockname, getsockopt, listen, pipe, poll, POLLIN, read, recv, send,
  setsockopt, SHUT_WR, shutdown, SO_LINGER, SO_REUSEADDR, SO_TYPE, SOCK_STREAM,
  socket, SOL_SOCKET, write,
} from "sockets/system";
import { leastGrowth } from "./tests/lib/leak_probe.ts";
const buf = new Uint8Array(64);
const anywhere = { family: AF_INET, address: "127.0.0.1", port: 0 };
const nobody = { ...anywhere, port: 1 };
const bar = socket(AF_INET, SOCK_STREAM, 0);
bind(bar, anywhere);
listen(bar, 64);
const barAddress = getsockname(bar);
const [quietEnd, loudEnd] = pipe();
async function repeat(times) {
  for (let turn = 0; turn < times; turn++) {${loop}
  }
}
const open = () => descriptors().map(({ fd, target }) => fd + " " + target);
await repeat(100);
const openBefore = open();
const grown = await leastGrowth(4, () => repeat(2_500));
const openAfter = open();
const opened = openAfter.filter((line) => !openBefore.includes(line));
console.log(JSON.stringify({ grown, opened }));
`;
}

for (const [name, loop] of Object.entries(LOOPS)) {
  Deno.test({
    name: `${name}: nothing is left behind after 10,000 turns`,
    ignore: Deno.build.os !== "linux",
    async fn() {
      const flags = ["-A", "--v8-flags=--expose-gc"];
      const outcome = await runScript(scriptOf(loop), flags);
      assert(outcome.success, outcome.stderr);
      const { grown, opened } = JSON.parse(outcome.stdout);
      // Deno opens a pair of sockets of its own some time after its start.
      assert(opened.length < 10, `now open too: ${opened.join(", ")}`);
      // 64 bytes a turn would come to 160,000.
      assert(grown < 160_000, `grew by ${grown} bytes each round`);
    },
  });
}
