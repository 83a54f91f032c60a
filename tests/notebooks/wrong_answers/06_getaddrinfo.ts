import type { WrongAnswers } from "../wrong_answer.ts";

const HAPPY = `function happyEyeballs(addresses, dial, delay) {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = [];
    let index = 0;
    let failed = 0;
    let won = false;
    let timer;
    if (addresses.length === 0) reject(new AggregateError([]));
    else next();

    function next() {
      clearTimeout(timer);
      if (won || index === addresses.length) return;
      const place = index++;
      timer = setTimeout(next, delay);
      dial(addresses[place]).then(arrive, (error) => {
        errors[place] = error;
        if (++failed < addresses.length) return next();
        clearTimeout(timer);
        reject(new AggregateError(errors, "all failed"));
      });
    }

    function arrive(line) {
      if (won) return line.close();
      won = true;
      clearTimeout(timer);
      resolve(line);
    }
  });
}`;

/** The right race with one thing changed. */
function happyWith(right: string, wrong: string): string {
  if (!HAPPY.includes(right)) {
    throw new Error(`Cannot change "${right}": it is not in the answer`);
  }
  return HAPPY.replaceAll(right, () => wrong);
}

function hints(client: string, server: string): string {
  return `function clientHints() { return ${client}; }
function serverHints() { return ${server}; }`;
}

const CLIENT = '{ socktype: SOCK_STREAM, flags: ["AI_NUMERICSERV"] }';

export const wrongAnswers: WrongAnswers = {
  "ex-hints": [
    {
      mistake: "no hints at all",
      source: hints("({})", "({})"),
      says: "set socktype to SOCK_STREAM",
    },
    {
      mistake: "names of services are looked up",
      source: hints(
        "({ socktype: SOCK_STREAM })",
        '({ socktype: SOCK_STREAM, flags: "AI_PASSIVE" })',
      ),
      says: "set AI_NUMERICSERV",
    },
    {
      mistake: "the server binds to loopback",
      source: hints(CLIENT, CLIENT),
      says: "set AI_PASSIVE",
    },
    {
      mistake: "the client is passive too",
      source: hints(
        '{ socktype: SOCK_STREAM, flags: ["AI_NUMERICSERV", "AI_PASSIVE"] }',
        '{ socktype: SOCK_STREAM, flags: ["AI_NUMERICSERV", "AI_PASSIVE"] }',
      ),
      says: "AI_PASSIVE is for servers only",
    },
    {
      mistake: "datagrams",
      source: hints(
        CLIENT.replace("SOCK_STREAM", '"SOCK_DGRAM"'),
        CLIENT,
      ),
      says: "set socktype to SOCK_STREAM",
    },
  ],
  "ex-sockaddr": [
    {
      mistake: "the port smallest byte first",
      source: `function readSockaddr(bytes) {
  const port = bytes[3] * 256 + bytes[2];
  return \`\${bytes.subarray(4, 8).join(".")}:\${port}\`;
}`,
      says: "four numbers with points, a colon, the port",
    },
    {
      mistake: "the port's second byte only",
      source: `function readSockaddr(bytes) {
  return \`\${bytes.subarray(4, 8).join(".")}:\${bytes[3]}\`;
}`,
      says: "the port is at offset 2, largest byte first",
    },
    {
      mistake: "a signed port",
      source: `function readSockaddr(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return \`\${bytes.subarray(4, 8).join(".")}:\${view.getInt16(2)}\`;
}`,
      says: "both bytes of the port",
    },
    {
      mistake: "always loopback",
      source: `function readSockaddr(bytes) {
  return \`127.0.0.1:\${bytes[2] * 256 + bytes[3]}\`;
}`,
      says: "the address begins at offset 4",
    },
    {
      mistake: "the address turned round",
      source: `function readSockaddr(bytes) {
  const address = [...bytes.subarray(4, 8)].reverse().join(".");
  return \`\${address}:\${bytes[2] * 256 + bytes[3]}\`;
}`,
      says: "four numbers with points",
    },
  ],
  "ex-walk": [
    {
      mistake: "dials all of them",
      source: `async function dialFirst(addresses, dial) {
  return await Promise.any(addresses.map((address) => dial(address)));
}`,
      says: "do not dial the second",
    },
    {
      mistake: "only the first",
      source: `async function dialFirst(addresses, dial) {
  return await dial(addresses[0]);
}`,
      says: "catch the error, and try the next",
    },
    {
      mistake: "return without await",
      source: `async function dialFirst(addresses, dial) {
  for (const address of addresses) {
    try { return dial(address); } catch { /* the next */ }
  }
  throw new Error("the list is empty");
}`,
      says: "catch the error, and try the next",
    },
    {
      mistake: "throws the first error",
      source: `async function dialFirst(addresses, dial) {
  let failure;
  for (const address of addresses) {
    try { return await dial(address); } catch (error) { failure ??= error; }
  }
  throw failure ?? new Error("the list is empty");
}`,
      says: "keep the error of the last attempt",
    },
    {
      mistake: "an empty list throws undefined",
      source: `async function dialFirst(addresses, dial) {
  let failure;
  for (const address of addresses) {
    try { return await dial(address); } catch (error) { failure = error; }
  }
  throw failure;
}`,
      says: "nothing to try is an error too",
    },
  ],
  "ex-happy": [
    {
      mistake: "one after the other",
      source: `async function happyEyeballs(addresses, dial, delay) {
  const errors = [];
  for (const address of addresses) {
    try { return await dial(address); } catch (error) { errors.push(error); }
  }
  throw new AggregateError(errors);
}`,
      says: "after delay ms begin the next",
    },
    {
      mistake: "all at once",
      source: `function happyEyeballs(addresses, dial, delay) {
  return Promise.any(addresses.map((address) => dial(address)));
}`,
      says: "begin with the first, and stop when it works",
    },
    {
      mistake: "waits for the clock after a failure",
      source: happyWith(
        "if (++failed < addresses.length) return next();",
        "if (++failed < addresses.length) return;",
      ),
      says: "a failed attempt begins the next one without the clock",
    },
    {
      mistake: "a late line stays open",
      source: happyWith("if (won) return line.close();", "if (won) return;"),
      says: "close a line that is late",
    },
    {
      mistake: "the clock runs on after the winner",
      source: happyWith("if (won || index === addresses.length) return;", "")
        .replace(
          "const place = index++;",
          () =>
            "if (index === addresses.length) return;\n      const place = index++;",
        )
        .replace(
          "won = true;\n      clearTimeout(timer);",
          () => "won = true;",
        ),
      says: "begin with the first, and stop when it works",
    },
    {
      mistake: "errors as they come",
      source: happyWith("errors[place] = error;", "errors.push(error);"),
      says: "keep each error at the place of its address",
    },
    {
      mistake: "the last error alone",
      source: happyWith(
        'reject(new AggregateError(errors, "all failed"));',
        "reject(error);",
      ),
      says: "all failed: throw an AggregateError",
    },
    {
      mistake: "another error for an empty list",
      source: happyWith(
        "reject(new AggregateError([]));",
        'reject(new Error("nothing to dial"));',
      ),
      says: "an empty list: an AggregateError at once",
    },
    {
      mistake: "gives the silent one up",
      source: happyWith(
        "timer = setTimeout(next, delay);",
        "let over = false;\n      timer = setTimeout(() => { over = true; next(); }, delay);",
      ).replace(
        ".then(arrive,",
        () => ".then((line) => over ? line.close() : arrive(line),",
      ),
      says: "a slow attempt is not given up",
    },
  ],
};
