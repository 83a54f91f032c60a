import type { WrongAnswers } from "../wrong_answer.ts";

const END = `interface End {
  localAddr: { hostname: string; port: number };
  remoteAddr: { hostname: string; port: number };
}
`;

const ROWS = `interface Place { address: string; port: number; }
interface Row { name: string; local: Place; remote?: Place; }
interface Segment { from: Place; to: Place; }
const equalPlaces = (a, b) =>
  a.address === b.address && a.port === b.port;
`;

const FORWARD = `async function forward(listener, target) {
  const visits: Promise<void>[] = [];
  for await (const guest of listener) visits.push(serve(guest));
  await Promise.all(visits);

  async function serve(guest) {
    try {
      using host = await connect("127.0.0.1", target);
      await Promise.all([carry(guest, host), carry(host, guest)]);
    } catch {
      // closing is all we can do
    } finally {
      guest.close();
    }
  }

  async function carry(from, to) {
    const cask = new Uint8Array(64 * 1024);
    while (true) {
      const count = await from.read(cask, { timeout: Infinity });
      if (count === null) return await to.closeWrite();
      await writeAll(to, cask.subarray(0, count));
    }
  }
}`;

/** The right forwarder with one thing changed. */
function forwardWith(right: string, wrong: string): string {
  if (!FORWARD.includes(right)) {
    throw new Error(`Cannot change "${right}": it is not in the answer`);
  }
  return FORWARD.replace(right, () => wrong);
}

export const wrongAnswers: WrongAnswers = {
  "ex-two-ends": [
    {
      mistake: "compares objects",
      source: `${END}function areTwoEnds(a: End, b: End): boolean {
  return a.localAddr === b.remoteAddr && a.remoteAddr === b.localAddr;
}`,
      says: "compare hostname and port, both ways",
    },
    {
      mistake: "compares local with local",
      source: `${END}function areTwoEnds(a: End, b: End): boolean {
  return a.localAddr.port === b.localAddr.port &&
    a.remoteAddr.port === b.remoteAddr.port;
}`,
      says: "local of one is remote of the other",
    },
    {
      mistake: "compares ports only",
      source: `${END}function areTwoEnds(a: End, b: End): boolean {
  return a.localAddr.port === b.remoteAddr.port &&
    a.remoteAddr.port === b.localAddr.port;
}`,
      says: "hostname must be the same",
    },
    {
      mistake: "looks at one direction only",
      source: `${END}function areTwoEnds(a: End, b: End): boolean {
  return a.localAddr.port === b.remoteAddr.port &&
    a.localAddr.hostname === b.remoteAddr.hostname;
}`,
      says: "the server's hostname must be the same",
    },
    {
      mistake: "looks at addresses only",
      source: `${END}function areTwoEnds(a: End, b: End): boolean {
  return a.localAddr.hostname === b.remoteAddr.hostname &&
    a.remoteAddr.hostname === b.localAddr.hostname;
}`,
      says: "the client's port must be the same",
    },
  ],
  "ex-demultiplex": [
    {
      mistake: "looks at the destination port only",
      source: `${ROWS}function demultiplex(table, { to }) {
  return table.find((row) => row.local.port === to.port);
}`,
      says: "all four numbers of a connected socket must fit",
    },
    {
      mistake: "knows connected sockets only",
      source: `${ROWS}function demultiplex(table, { from, to }) {
  return table.find(({ local, remote }) => remote &&
    equalPlaces(local, to) && equalPlaces(remote, from));
}`,
      says: "a listener on this port",
    },
    {
      mistake: "takes from for our end",
      source: `${ROWS}function demultiplex(table, { from, to }) {
  const both = (row, a, b) => row.remote &&
    equalPlaces(row.local, a) && equalPlaces(row.remote, b);
  const listeners = table.filter(({ remote }) => !remote);
  return table.find((row) =>
    both(row, to, from) || both(row, from, to)) ??
    listeners.find(({ local }) => equalPlaces(local, to)) ??
    listeners.find(({ local }) =>
      equalPlaces(local, { address: "0.0.0.0", port: to.port }));
}`,
      says: "to is our local end",
    },
    {
      mistake: "any listener on the port, the first in the table",
      source: `${ROWS}function demultiplex(table, { from, to }) {
  return table.find(({ local, remote }) => remote &&
    equalPlaces(local, to) && equalPlaces(remote, from)) ??
    table.find(({ local, remote }) => !remote &&
      local.port === to.port && local.address !== "0.0.0.0") ??
    table.find(({ local, remote }) => !remote &&
      local.port === to.port);
}`,
      says: "0.0.0.0 takes what no definite address takes",
    },
    {
      mistake: "no 0.0.0.0",
      source: `${ROWS}function demultiplex(table, { from, to }) {
  return table.find(({ local, remote }) => remote &&
    equalPlaces(local, to) && equalPlaces(remote, from)) ??
    table.find(({ local, remote }) => !remote &&
      equalPlaces(local, to));
}`,
      says: "at another address of this machine",
    },
    {
      mistake: "the first row that fits at all",
      source: `${ROWS}function demultiplex(table, { from, to }) {
  const fits = ({ local, remote }) => remote
    ? equalPlaces(local, to) && equalPlaces(remote, from)
    : local.port === to.port &&
      (local.address === to.address || local.address === "0.0.0.0");
  return table.findLast(fits);
}`,
      says: "search for connected sockets before listeners",
    },
  ],
  "ex-listen-near": [
    {
      mistake: "tries once",
      source: `async function listenNear(first, count): Promise<Listener> {
  return await listen(first);
}`,
      says: "taken: try the next one",
    },
    {
      mistake: "takes any port instead",
      source: `async function listenNear(first, count): Promise<Listener> {
  try { return await listen(first); } catch { return await listen(0); }
}`,
      says: "taken: try the next one",
    },
    {
      mistake: "never gives up",
      source: `async function listenNear(first, count): Promise<Listener> {
  for (let port = first;; port++) {
    try { return await listen(port); } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
}`,
      says: "all are taken: throw the ListenError of the last",
    },
    {
      mistake: "one port too few",
      source: `async function listenNear(first, count): Promise<Listener> {
  for (let port = first; port < first + count - 1; port++) {
    try { return await listen(port); } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new ListenError("all taken", { code: "EADDRINUSE" });
}`,
      says: "taken: try the next one, up to count ports",
    },
    {
      mistake: "another error when all are taken",
      source: `async function listenNear(first, count): Promise<Listener> {
  for (let port = first; port < first + count; port++) {
    try { return await listen(port); } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error("no free port");
}`,
      says: "throw the ListenError of the last",
    },
    {
      mistake: "the first error leaves, not the last",
      source: `async function listenNear(first, count): Promise<Listener> {
  let refusal;
  for (let port = first; port < first + count; port++) {
    try { return await listen(port); } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}`,
      says: "throw the ListenError of the last",
    },
    {
      mistake: "goes on after every error",
      source: `async function listenNear(first, count): Promise<Listener> {
  let last;
  for (let port = first; port < first + count; port++) {
    try { return await listen(port); } catch (error) { last = error; }
  }
  throw last;
}`,
      says: "only EADDRINUSE is a reason to go on",
    },
  ],
  "ex-forward": [
    {
      mistake: "overlooks the end, and spins",
      source: `async function forward(listener, target) {
  async function carry(from, to) {
    const room = new Uint8Array(4096);
    for (;;) {
      const count = await from.read(room);
      await writeAll(to, room.subarray(0, count));
    }
  }
  async function serve(client) {
    const host = await connect("127.0.0.1", target);
    await Promise.all([carry(client, host), carry(host, client)]);
  }
  for await (const client of listener) serve(client).catch(() => {});
}`,
      says: "closeWrite of the other side",
    },
    {
      mistake: "one direction after the other",
      source: forwardWith(
        "await Promise.all([carry(guest, host), carry(host, guest)]);",
        "await carry(guest, host);\n      await carry(host, guest);",
      ),
      says: "in both directions at the same time",
    },
    {
      mistake: "one client at a time",
      source: forwardWith(
        "visits.push(serve(guest));",
        "await serve(guest);",
      ),
      says: "do not await a conversation in the accept loop",
    },
    {
      mistake: "line by line",
      source: forwardWith(
        "await writeAll(to, cask.subarray(0, count));",
        `held += new TextDecoder().decode(cask.subarray(0, count));
      const end = held.lastIndexOf("\\n") + 1;
      await writeAll(to, held.slice(0, end));
      held = held.slice(end);`,
      ).replace(
        "const cask =",
        () => 'let held = "";\n    const cask =',
      ),
      says: "do not wait for a line end",
    },
    {
      mistake: "the end of one direction ends both",
      source: forwardWith(
        "if (count === null) return await to.closeWrite();",
        "if (count === null) { from.close(); to.close(); return; }",
      ),
      says: "go on with the second direction",
    },
    {
      mistake: "the end is not passed on",
      source: forwardWith(
        "if (count === null) return await to.closeWrite();",
        "if (count === null) return;",
      ),
      says: "closeWrite of the other side",
    },
    {
      mistake: "writes may be short",
      source: forwardWith(
        "await writeAll(to, cask.subarray(0, count));",
        "await to.write(cask.subarray(0, Math.min(count, 50_000)));",
      ),
      says: "writes may be short",
    },
    {
      mistake: "keeps the guest when nobody listens behind",
      source: forwardWith(
        "    } finally {\n      guest.close();\n    }",
        "    }",
      ),
      says: "connect failed: close this guest's connection",
    },
  ],
};
