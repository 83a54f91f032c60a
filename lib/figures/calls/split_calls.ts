import {
  type CallFact,
  descriptorOf,
  type PartyCalls,
  succeeded,
} from "./call_facts.ts";

/** A socket from `socket` or `accept` to its last `close`. */
interface SocketLife {
  role: "client" | "server" | undefined;
  calls: CallFact[];
  /** Descriptors that refer to it. */
  references: number;
}

/**
 * Splits the calls of one process that is client and server at once: a socket that connects is the
 * client's; one that is bound, listens or came from `accept` is the server's. A `getaddrinfo` goes
 * to the party that makes the next socket.
 *
 * @example
 * ```ts
 * import { splitCalls } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const call = (name: string, args: number[], result: number, start: number) => ({
 *   call: name,
 *   args: args.map((value) => ({ name: "", value, text: String(value) })),
 *   result,
 *   start,
 * });
 * const [client, server] = splitCalls([
 *   call("socket", [2, 1, 0], 3, 0),
 *   call("listen", [3, 5], 0, 1),
 *   call("socket", [2, 1, 0], 4, 2),
 *   call("connect", [4], 0, 3),
 * ]);
 * assertEquals(client.calls.length, 2);
 * assertEquals(server.calls.length, 2);
 * ```
 */
export function splitCalls(
  calls: readonly CallFact[],
  names: readonly [string, string] = ["client", "server"],
): PartyCalls[] {
  const open = new Map<number, SocketLife>();
  const lives: SocketLife[] = [];
  let lookups: CallFact[] = [];
  for (const call of calls) {
    const fd = descriptorOf(call);
    if (call.call === "getaddrinfo") {
      lookups.push(call);
    } else if (call.call === "socket") {
      const life: SocketLife = {
        role: undefined,
        calls: [...lookups, call],
        references: 1,
      };
      lookups = [];
      lives.push(life);
      if (succeeded(call)) open.set(call.result ?? -1, life);
    } else if (fd !== undefined && open.has(fd)) {
      follow(call, fd, open, lives);
    }
  }
  const callsOf = (role: "client" | "server") =>
    lives.filter((life) => (life.role ?? "client") === role)
      .flatMap((life) => life.calls)
      .toSorted((one, other) => one.start - other.start);
  const [client, server] = names;
  return [
    { name: client, calls: callsOf("client") },
    { name: server, calls: callsOf("server") },
  ];
}

function follow(
  call: CallFact,
  fd: number,
  open: Map<number, SocketLife>,
  lives: SocketLife[],
): void {
  const life = open.get(fd);
  if (!life) return;
  life.calls.push(call);
  if (call.call === "connect") life.role = "client";
  if (["bind", "listen", "accept"].includes(call.call)) life.role ??= "server";
  if (!succeeded(call)) return;
  const result = call.result ?? -1;
  if (call.call === "accept") {
    const accepted: SocketLife = { role: "server", calls: [], references: 1 };
    lives.push(accepted);
    open.set(result, accepted);
  } else if (call.call === "dup") {
    life.references++;
    open.set(result, life);
  } else if (call.call === "close") {
    life.references--;
    open.delete(fd);
  }
}
