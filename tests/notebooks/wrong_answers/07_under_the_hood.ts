import type { WrongAnswers } from "../wrong_answer.ts";

const OPEN_CLIENTFD = `async function open_clientfd(
  hostname,
  port,
  { getaddrinfo, socket, connect, close } = system,
) {
  let list;
  try {
    list = await getaddrinfo(hostname, port, {
      socktype: SOCK_STREAM,
      flags: AI_NUMERICSERV | AI_ADDRCONFIG,
    });
  } catch {
    return -2;
  }
  for (const { family, socktype, protocol, sockaddr } of list) {
    let fd = -1;
    try {
      fd = socket(family, socktype, protocol);
      await connect(fd, sockaddr, sockaddr.length);
      return fd;
    } catch {
      if (fd !== -1) close(fd);
    }
  }
  return -1;
}`;

const OPEN_LISTENFD = `async function open_listenfd(
  port,
  { getaddrinfo, socket, setsockopt, bind, listen, close } = system,
) {
  let list;
  try {
    list = await getaddrinfo(null, port, {
      socktype: "SOCK_STREAM",
      flags: ["AI_PASSIVE", "AI_NUMERICSERV", "AI_ADDRCONFIG"],
    });
  } catch {
    return -2;
  }
  let listenfd = -1;
  for (const { family, socktype, protocol, sockaddr } of list) {
    let fd = -1;
    try {
      fd = socket(family, socktype, protocol);
      setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);
      bind(fd, sockaddr);
      listenfd = fd;
      break;
    } catch {
      if (fd !== -1) close(fd);
    }
  }
  if (listenfd === -1) return -1;
  try {
    listen(listenfd, 1024);
  } catch {
    close(listenfd);
    return -1;
  }
  return listenfd;
}`;

const ENDS_AT = `function endsAt(steps) {
  const own = new Set([steps[0].result]);
  for (const [index, { call, fd, result }] of steps.entries()) {
    if (result === -1 || !own.has(fd)) continue;
    if (call === "dup") own.add(result);
    if (call === "close") own.delete(fd);
    if (own.size === 0) return index;
  }
  return -1;
}`;

/** A right answer with one thing changed. */
function changed(answer: string, right: string, wrong: string): string {
  if (!answer.includes(right)) {
    throw new Error(`Cannot change "${right}": it is not in the answer`);
  }
  return answer.replace(right, () => wrong);
}

export const wrongAnswers: WrongAnswers = {
  "ex-sockaddr": [
    {
      mistake: "the port the wrong way round",
      source: `function sockaddrIn(address, port) {
  const bytes = new Uint8Array(16);
  bytes[0] = 2;
  bytes[2] = port & 0xff;
  bytes[3] = port >> 8;
  bytes.set(address.split(".").map(Number), 4);
  return bytes;
}`,
      says: "127.0.0.1, port 8192",
    },
    {
      mistake: "the port in one byte",
      source: `function sockaddrIn(address, port) {
  const bytes = new Uint8Array(16);
  bytes[0] = 2;
  bytes[3] = port;
  bytes.set(address.split(".").map(Number), 4);
  return bytes;
}`,
      says: "family 2 and 0, then port, then address",
    },
    {
      mistake: "the family in network order",
      source: `function sockaddrIn(address, port) {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 2);
  view.setUint16(2, port);
  bytes.set(address.split(".").map(Number), 4);
  return bytes;
}`,
      says: "family 2 and 0, then port, then address",
    },
    {
      mistake: "the address reversed",
      source: `function sockaddrIn(address, port) {
  const bytes = new Uint8Array(16);
  bytes[0] = 2;
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(address.split(".").map(Number).reverse(), 4);
  return bytes;
}`,
      says: "127.0.0.1, port 8192",
    },
    {
      mistake: "one buffer for all addresses",
      source: `const shared = new Uint8Array(16);
function sockaddrIn(address, port) {
  shared[0] = 2;
  new DataView(shared.buffer).setUint16(2, port);
  shared.set(address.split(".").map(Number), 4);
  return shared;
}`,
      says: "make new bytes for each address",
    },
    {
      mistake: "eight bytes, no zeros",
      source: `function sockaddrIn(address, port) {
  return Uint8Array.from([2, 0, port >> 8, port & 255,
    ...address.split(".").map(Number)]);
}`,
      says: "16 bytes",
    },
  ],
  "ex-fields": [
    {
      mistake: "always IPv4",
      source: `function argumentsFrom({ socktype, protocol, sockaddr }) {
  return {
    socket: [AF_INET, socktype, protocol],
    connect: [sockaddr, sockaddr.length],
  };
}`,
      says: "take family and length from the entry",
    },
    {
      mistake: "always sixteen bytes",
      source:
        `function argumentsFrom({ family, socktype, protocol, sockaddr }) {
  return { socket: [family, socktype, protocol], connect: [sockaddr, 16] };
}`,
      says: "take family and length from the entry",
    },
    {
      mistake: "always a stream",
      source: `function argumentsFrom({ family, sockaddr }) {
  return {
    socket: [family, SOCK_STREAM, 6],
    connect: [sockaddr, sockaddr.length],
  };
}`,
      says: "this one is UDP",
    },
    {
      mistake: "the fields in the wrong order",
      source:
        `function argumentsFrom({ family, socktype, protocol, sockaddr }) {
  return {
    socket: [family, protocol, socktype],
    connect: [sockaddr, sockaddr.length],
  };
}`,
      says: "family, socktype, protocol",
    },
    {
      mistake: "the address as text",
      source: `function argumentsFrom(entry) {
  return {
    socket: [entry.family, entry.socktype, entry.protocol],
    connect: [entry.address, entry.address.length],
  };
}`,
      says: "then sockaddr and its length",
    },
  ],
  "ex-last-close": [
    {
      mistake: "the first close ends it",
      source: `function endsAt(steps) {
  return steps.findIndex(({ call, result }) => call === "close" && result === 0);
}`,
      says: "dup makes a second number",
    },
    {
      mistake: "counts what failed",
      source: changed(ENDS_AT, "result === -1 || ", ""),
      says: "a step with result -1 changes nothing",
    },
    {
      mistake: "every dup counts",
      source: changed(
        changed(ENDS_AT, "|| !own.has(fd)", ""),
        'if (call === "close")',
        'if (call === "close" && own.has(fd))',
      ),
      says: "only numbers of the first socket count",
    },
    {
      mistake: "a twin of a twin is forgotten",
      source: changed(
        ENDS_AT,
        'if (call === "dup")',
        'if (call === "dup" && fd === steps[0].result)',
      ),
      says: "a twin can be duplicated too",
    },
    {
      mistake: "counts instead of remembering numbers",
      source: `function endsAt(steps) {
  let count = 0;
  for (const [index, { call, result }] of steps.entries()) {
    if (result === -1) continue;
    count += call === "close" ? -1 : 1;
    if (count === 0) return index;
  }
  return -1;
}`,
      says: "only numbers of the first socket count",
    },
    {
      mistake: "a number once its own stays its own",
      source: `function endsAt(steps) {
  const own = new Set([steps[0].result]);
  let open = 1;
  for (const [index, { call, fd, result }] of steps.entries()) {
    if (result === -1 || !own.has(fd)) continue;
    if (call === "dup") { own.add(result); open++; }
    if (call === "close") open--;
    if (open === 0) return index;
  }
  return -1;
}`,
      says: "the number 4 is no longer one of its own",
    },
  ],
  "ex-open-clientfd": [
    {
      mistake: "tries the first address only",
      source: changed(
        OPEN_CLIENTFD,
        "if (fd !== -1) close(fd);",
        "if (fd !== -1) close(fd); return -1;",
      ),
      says: "the first refuses, the second answers",
    },
    {
      mistake: "leaves failed sockets open",
      source: changed(OPEN_CLIENTFD, "if (fd !== -1) close(fd);", ""),
      says: "if it fails close its socket, take the next",
    },
    {
      mistake: "does not wait for connect",
      source: changed(OPEN_CLIENTFD, "await connect(", "connect("),
      says: "await connect",
    },
    {
      mistake: "does not stop at the first success",
      source: changed(
        changed(OPEN_CLIENTFD, "return fd;", "found = fd;"),
        "return -1;\n}",
        "return found;\n}",
      ).replace("let list;", "let list; let found = -1;"),
      says: "stop at the first success",
    },
    {
      mistake: "closes what is not open",
      source: changed(OPEN_CLIENTFD, "if (fd !== -1) close(fd);", "close(fd);"),
      says: "socket may fail too: nothing to close",
    },
    {
      mistake: "an error of socket ends the walk",
      source: changed(
        OPEN_CLIENTFD,
        "    let fd = -1;\n    try {\n      fd = socket(family, socktype, protocol);",
        "    const fd = socket(family, socktype, protocol);\n    try {",
      ),
      says: "socket may fail too",
    },
    {
      mistake: "-1 where the name fails",
      source: changed(OPEN_CLIENTFD, "return -2;", "return -1;"),
      says: "catch getaddrinfo's error by itself: -2",
    },
    {
      mistake: "throws where all fail",
      source: changed(
        OPEN_CLIENTFD,
        "  return -1;\n}",
        '  throw new Error("nobody listens");\n}',
      ),
      says: "after the loop: -1",
    },
    {
      mistake: "no flags",
      source: changed(
        OPEN_CLIENTFD,
        "flags: AI_NUMERICSERV | AI_ADDRCONFIG,",
        "",
      ),
      says: "flags: AI_NUMERICSERV | AI_ADDRCONFIG",
    },
    {
      mistake: "always IPv4",
      source: changed(
        OPEN_CLIENTFD,
        "socket(family,",
        "socket(AF_INET,",
      ),
      says: "the first refuses, the second answers",
    },
  ],
  "ex-open-listenfd": [
    {
      mistake: "no SO_REUSEADDR",
      source: changed(
        OPEN_LISTENFD,
        "setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);",
        "",
      ),
      says: "SO_REUSEADDR before bind",
    },
    {
      mistake: "SO_REUSEADDR after bind",
      source: changed(
        changed(
          OPEN_LISTENFD,
          "      setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);\n",
          "",
        ),
        "bind(fd, sockaddr);",
        "bind(fd, sockaddr); setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);",
      ),
      says: "SO_REUSEADDR before bind",
    },
    {
      mistake: "never listens",
      source: changed(OPEN_LISTENFD, "listen(listenfd, 1024);", ""),
      says: "then listen with 1024",
    },
    {
      mistake: "leaves the socket open whose bind failed",
      source: changed(OPEN_LISTENFD, "if (fd !== -1) close(fd);", ""),
      says: "if bind fails close the socket and take the next",
    },
    {
      mistake: "binds them all",
      source: changed(OPEN_LISTENFD, "      break;\n", ""),
      says: "stop at the first success",
    },
    {
      mistake: "listens on nothing",
      source: changed(OPEN_LISTENFD, "if (listenfd === -1) return -1;", ""),
      says: "nothing bound: -1",
    },
    {
      mistake: "leaves the socket open whose listen failed",
      source: changed(OPEN_LISTENFD, "    close(listenfd);\n", ""),
      says: "if listen fails: close",
    },
    {
      mistake: "throws where getaddrinfo fails",
      source: changed(OPEN_LISTENFD, "return -2;", "throw new Error();"),
      says: "catch getaddrinfo's error by itself: -2",
    },
    {
      mistake: "a name instead of null",
      source: changed(
        OPEN_LISTENFD,
        "getaddrinfo(null,",
        'getaddrinfo("localhost",',
      ),
      says: "getaddrinfo(null, …)",
    },
    {
      mistake: "not passive",
      source: changed(OPEN_LISTENFD, '"AI_PASSIVE", ', ""),
      says: "AI_PASSIVE | AI_NUMERICSERV | AI_ADDRCONFIG",
    },
  ],
};
