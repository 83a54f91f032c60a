import { assert, assertEquals } from "@std/assert";
import {
  accept,
  AF_INET,
  AF_INET6,
  AF_UNIX,
  bind,
  close,
  connect,
  getaddrinfo,
  getpeername,
  getsockname,
  listen,
  read,
  recv,
  send,
  setsockopt,
  SHUT_WR,
  shutdown,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCK_STREAM,
  socket,
  type SocketAddress,
  SOL_SOCKET,
  write,
} from "../../../lib/system/mod.ts";
import { findTool, lacksTool } from "../../tools.ts";
import { LACKS_IPV6 } from "../lacks_ipv6.ts";
import { LACKS_PYTHON, PythonPeer } from "./python_peer.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A socket that listens on an address, for what the peer will connect to. */
function listenOn(address: SocketAddress): number {
  const listenfd = socket(address.family, SOCK_STREAM, 0);
  setsockopt(listenfd, SOL_SOCKET, SO_REUSEADDR, 1);
  bind(listenfd, address);
  listen(listenfd, 1024);
  return listenfd;
}

async function receiveAll(fd: number): Promise<string> {
  const buf = new Uint8Array(1024);
  let text = "";
  for (;;) {
    const count = await recv(fd, buf);
    if (count === 0) return text;
    text += decoder.decode(buf.subarray(0, count));
  }
}

/** Orders, ends its side, and prints what it got and where it was. */
const CLIENT = `
import json, socket, sys
host, port = sys.argv[1], int(sys.argv[2])
with socket.create_connection((host, port)) as client:
    names = [client.getsockname()[:2], client.getpeername()[:2]]
    client.sendall(b"a cider please")
    client.shutdown(socket.SHUT_WR)
    answer = b""
    while piece := client.recv(5):
        answer += piece
    print(json.dumps([answer.decode(), *names]))
`;

/** Prints its port, takes one order to its end, answers, and prints who came. */
const SERVER = `
import json, socket, sys
family = getattr(socket, sys.argv[1])
with socket.socket(family, socket.SOCK_STREAM) as listener:
    listener.bind((sys.argv[2], 0))
    listener.listen()
    print(listener.getsockname()[1])
    connection, client = listener.accept()
    with connection:
        order = b""
        while piece := connection.recv(5):
            order += piece
        connection.sendall(order.upper())
    print(json.dumps([order.decode(), client[:2]]))
`;

for (
  const [name, family, address, lacking] of [
    ["IPv4", AF_INET, "127.0.0.1", LACKS_PYTHON],
    ["IPv6", AF_INET6, "::1", LACKS_PYTHON || LACKS_IPV6],
  ] as const
) {
  Deno.test({
    name:
      `socket, bind, listen, accept, recv, send serve a client over ${name}`,
    ignore: lacking,
    async fn() {
      const listenfd = listenOn({ family, address, port: 0 });
      const bar = getsockname(listenfd) as { port: number };
      await using client = new PythonPeer(CLIENT, [address, String(bar.port)]);
      const { fd, addr, sockaddr } = await accept(listenfd);
      assertEquals(await receiveAll(fd), "a cider please");
      assertEquals(await send(fd, encoder.encode("here it is")), 10);
      assertEquals(getpeername(fd), addr);
      assertEquals(getsockname(fd), { ...addr, port: bar.port });
      close(fd);
      close(listenfd);
      const { port } = addr as { port: number };
      assertEquals(await client.json(), [
        "here it is",
        [address, port],
        [address, bar.port],
      ]);
      assertEquals(sockaddr.length, family === AF_INET ? 16 : 28);
    },
  });

  Deno.test({
    name:
      `socket, connect, send, shutdown, recv order from a server over ${name}`,
    ignore: lacking,
    async fn() {
      const familyName = family === AF_INET ? "AF_INET" : "AF_INET6";
      await using server = new PythonPeer(SERVER, [familyName, address]);
      const port = Number(await server.line());
      const clientfd = socket(family, SOCK_STREAM, 0);
      await connect(clientfd, { family, address, port });
      assertEquals(await send(clientfd, encoder.encode("a cider")), 7);
      assertEquals(await send(clientfd, encoder.encode(", please"), 1), 1);
      shutdown(clientfd, SHUT_WR);
      assertEquals(await receiveAll(clientfd), "A CIDER,");
      const here = getsockname(clientfd) as { port: number };
      close(clientfd);
      assertEquals(await server.json(), ["a cider,", [address, here.port]]);
    },
  });
}

Deno.test({
  name: "connect takes the sockaddr and its length from getaddrinfo's list",
  ignore: LACKS_PYTHON,
  async fn() {
    await using server = new PythonPeer(SERVER, ["AF_INET", "127.0.0.1"]);
    const [entry] = await getaddrinfo("127.0.0.1", await server.line(), {
      socktype: "SOCK_STREAM",
      flags: "AI_NUMERICSERV",
    });
    const { family, socktype, protocol, sockaddr } = entry;
    const clientfd = socket(family, socktype, protocol);
    await connect(clientfd, sockaddr, sockaddr.length);
    assertEquals(await write(clientfd, encoder.encode("cider")), 5);
    shutdown(clientfd, SHUT_WR);
    const buf = new Uint8Array(5);
    assertEquals(await read(clientfd, buf), 5);
    assertEquals(decoder.decode(buf), "CIDER");
    close(clientfd);
    await server.line();
  },
});

Deno.test({
  name: "bind and connect use the path of a Unix socket",
  ignore: LACKS_PYTHON,
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/bar`;
    try {
      const listenfd = listenOn({ family: AF_UNIX, path });
      await using _client = new PythonPeer(
        `
import socket, sys
with socket.socket(socket.AF_UNIX) as client:
    client.connect(sys.argv[1])
    client.sendall(client.recv(80).upper())`,
        [path],
      );
      const { fd, addr } = await accept(listenfd);
      assertEquals(addr, { family: AF_UNIX, path: "" });
      assertEquals(getsockname(fd), { family: AF_UNIX, path });
      await send(fd, encoder.encode("cider"));
      assertEquals(await receiveAll(fd), "CIDER");
      close(fd);
      close(listenfd);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "connect, send and recv carry datagrams whole",
  ignore: LACKS_PYTHON,
  async fn() {
    await using server = new PythonPeer(`
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind(("127.0.0.1", 0))
    print(server.getsockname()[1])
    for _ in range(2):
        datagram, client = server.recvfrom(100)
        server.sendto(datagram.upper(), client)`);
    const fd = socket(AF_INET, SOCK_DGRAM, 0);
    const port = Number(await server.line());
    await connect(fd, { family: AF_INET, address: "127.0.0.1", port });
    await send(fd, encoder.encode("one cider"));
    await send(fd, encoder.encode("two ciders"));
    const buf = new Uint8Array(80);
    assertEquals(await recv(fd, buf, 3), 3);
    assertEquals(await recv(fd, buf), 10);
    assertEquals(decoder.decode(buf.subarray(0, 10)), "TWO CIDERS");
    close(fd);
  },
});

/** The lecture's client, in C: connects, writes, reads one answer. */
const CLIENT_IN_C = `
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(int argc, char **argv) {
  struct sockaddr_in bar = {0};
  char answer[80] = {0};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  bar.sin_family = AF_INET;
  bar.sin_port = htons(atoi(argv[1]));
  inet_pton(AF_INET, "127.0.0.1", &bar.sin_addr);
  if (argc != 2 || connect(fd, (struct sockaddr *)&bar, sizeof bar) != 0) return 1;
  if (write(fd, "a cider please", 14) != 14) return 2;
  if (read(fd, answer, sizeof answer - 1) < 1) return 3;
  puts(answer);
  return close(fd);
}`;

Deno.test({
  name: "accept serves a hundred clients written in C, one after the other",
  ignore: Deno.build.os === "windows" || lacksTool("gcc"),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/client.c`, CLIENT_IN_C);
      const compiler = new Deno.Command(findTool("gcc")!, {
        args: ["-o", `${folder}/client`, `${folder}/client.c`],
      });
      assert((await compiler.output()).success);
      const address = { family: AF_INET, address: "127.0.0.1", port: 0 };
      const listenfd = listenOn(address);
      const { port } = getsockname(listenfd) as { port: number };
      const buf = new Uint8Array(80);
      for (let guest = 0; guest < 100; guest++) {
        const client = new Deno.Command(`${folder}/client`, {
          args: [String(port)],
        }).output();
        const { fd } = await accept(listenfd);
        assertEquals(await recv(fd, buf), 14);
        await send(fd, encoder.encode(`cider ${guest}`));
        close(fd);
        const { code, stdout } = await client;
        assertEquals([code, decoder.decode(stdout)], [0, `cider ${guest}\n`]);
      }
      close(listenfd);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
