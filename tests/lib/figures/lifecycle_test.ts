import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type CallFact, lifecycle, splitCalls } from "sockets/figures";
import { readSvg } from "./read_svg.ts";

let clock = 0;
function call(
  name: string,
  args: (string | number)[],
  result: number,
  more: Partial<CallFact> = {},
): CallFact {
  const start = clock++;
  return {
    call: name,
    args: args.map((value) => ({ name: "", value, text: String(value) })),
    result,
    start,
    end: start + 0.5,
    ...more,
  };
}

Deno.test("splitCalls gives each call to the party whose socket it works on", () => {
  const [client, server] = splitCalls([
    call("getaddrinfo", ["NULL", "80"], 0),
    call("socket", ["AF_INET"], 3),
    call("bind", [3], 0),
    call("listen", [3], 0),
    call("getaddrinfo", ["localhost", "80"], 0),
    call("socket", ["AF_INET"], 4),
    call("connect", [4], 0),
    call("accept", [3], 5),
    call("send", [4], 6),
    call("recv", [5], 6),
    call("close", [5], 0),
    call("close", [4], 0),
    call("socket", ["AF_INET"], 4),
    call("connect", [4], -1, { errno: "ECONNREFUSED" }),
    call("poll", ["[…]"], 1),
  ]);
  const names = ({ calls }: typeof client) =>
    calls.map((one) => one.call).join(" ");
  assertEquals(
    names(client),
    "getaddrinfo socket connect send close socket connect",
  );
  assertEquals(
    names(server),
    "getaddrinfo socket bind listen accept recv close",
  );
});

Deno.test("splitCalls follows a descriptor that dup made", () => {
  const [client] = splitCalls([
    call("socket", [], 3),
    call("connect", [3], 0),
    call("dup", [3], 9),
    call("close", [3], 0),
    call("send", [9], 1),
  ]);
  assertEquals(client.calls.map((one) => one.call), [
    "socket",
    "connect",
    "dup",
    "close",
    "send",
  ]);
});

Deno.test("lifecycle joins what was sent with what was received", () => {
  const { text } = lifecycle([
    {
      name: "client",
      calls: [
        call("connect", [3], 0),
        call("send", [3], 4),
        call("send", [3], 6),
        call("shutdown", [3], 0),
      ],
    },
    {
      name: "server",
      calls: [
        call("accept", [4], 5),
        call("recv", [5], 7),
        call("recv", [5], 3),
        call("recv", [5], 0),
      ],
    },
  ]);
  assertEquals(text.match(/\(\d\) .*/g)?.slice(-5), [
    "(1) connect ─> accept: connection",
    "(2) send ─> recv: 4 B",
    "(3) send ─> recv: 3 B",
    "(4) send ─> recv: 3 B",
    "(5) shutdown ─> recv: end",
  ]);
});

Deno.test("lifecycle names errors and calls under way", () => {
  const { text, svg } = lifecycle([
    call("socket", [], 3),
    call("bind", [3], -1, { errno: "EADDRINUSE" }),
    call("accept", [3], 0, { result: undefined, end: undefined }),
  ]);
  assertStringIncludes(text, "bind(3) EADDRINUSE");
  assertStringIncludes(text, "accept(3) …");
  assert(readSvg(svg).texts.includes("EADDRINUSE"));
});

Deno.test("lifecycle draws a call as high as it waited", () => {
  const heights = (end: number) => {
    const { svg } = lifecycle([
      {
        name: "client",
        calls: [call("socket", [], 3, { start: 1, end: 1.1 })],
      },
      { name: "server", calls: [call("accept", [4], 5, { start: 0, end })] },
    ]);
    return [...svg.matchAll(/transport-ground"[^>]*height="([\d.]+)"/g)]
      .map(([, height]) => Number(height));
  };
  assertEquals(heights(0.5), [32, 32]);
  assert(Math.max(...heights(9)) > 60);
});

Deno.test("lifecycle draws forty calls and counts the others", () => {
  const calls = Array.from({ length: 1000 }, () => call("socket", [], 3));
  const figure = lifecycle(calls);
  assertStringIncludes(figure.text, "and 960 more calls, not drawn");
  assert(figure.height < 4000);
});
