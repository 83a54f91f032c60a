import type { WrongAnswers } from "../wrong_answer.ts";

const LINE_READER_START = `class LineReader {
  maxLength: number;
  timeout: number;
  #ahead = new Uint8Array(0);
  constructor(readonly connection, options = {}) {
    this.maxLength = options.maxLength ?? 64 * 1024;
    this.timeout = options.timeout ?? 10_000;
  }
  #take(byteCount) {
    const taken = this.#ahead.subarray(0, byteCount);
    this.#ahead = this.#ahead.slice(byteCount);
    return taken;
  }
  #ended(expected?: number) {
    return new UnexpectedEndError("Cannot read on", {
      received: this.#ahead, expected,
    });
  }
  #tooLong() {
    return new LineTooLongError("Cannot read on", {
      maxLength: this.maxLength,
    });
  }
`;

const FILL = `  async #fill(size = 4096) {
    const room = new Uint8Array(size);
    const count = await this.connection.read(room, {
      timeout: this.timeout,
    });
    if (count === null) return false;
    const joined = new Uint8Array(this.#ahead.length + count);
    joined.set(this.#ahead);
    joined.set(room.subarray(0, count), this.#ahead.length);
    this.#ahead = joined;
    return true;
  }
`;

const READ_EXACTLY = `  async readExactly(byteCount) {
    while (this.#ahead.length < byteCount) {
      if (!await this.#fill()) throw this.#ended(byteCount);
    }
    return this.#take(byteCount);
  }
`;

const READ_LINE = `  async readLine() {
    while (true) {
      const end = this.#ahead.indexOf(10);
      if (end >= 0) {
        const stop = this.#ahead[end - 1] === 13 ? end - 1 : end;
        if (stop > this.maxLength) throw this.#tooLong();
        const line = this.#ahead.subarray(0, stop);
        this.#take(end + 1);
        return new TextDecoder().decode(line);
      }
      if (this.#ahead.length > this.maxLength + 1) throw this.#tooLong();
      if (await this.#fill()) continue;
      if (this.#ahead.length === 0) return null;
      throw this.#ended();
    }
  }
`;

const LINE_READER = LINE_READER_START + FILL + READ_EXACTLY + READ_LINE + "}";

/** The right reader with one thing changed. */
function lineReaderWith(right: string, wrong: string): string {
  if (!LINE_READER.includes(right)) {
    throw new Error(`Cannot change "${right}": it is not in the reader`);
  }
  return LINE_READER.replace(right, () => wrong);
}

export const wrongAnswers: WrongAnswers = {
  "ex-read-counts": [
    {
      mistake: "one read for each write",
      source: `function readCounts(writes: number[], room: number): number[] {
  return writes.map((size) => Math.min(size, room));
}`,
      says: "writes leave no trace",
    },
    {
      mistake: "everything in one read",
      source: `function readCounts(writes: number[], room: number): number[] {
  return [writes.reduce((sum, size) => sum + size, 0)];
}`,
      says: "a read gives at most what the buffer has room for",
    },
    {
      mistake: "cuts each write by itself",
      source: `function readCounts(writes: number[], room: number): number[] {
  const counts: number[] = [];
  for (const size of writes) {
    for (let left = size; left > 0; left -= room) {
      counts.push(Math.min(left, room));
    }
  }
  return counts;
}`,
      says: "writes leave no trace",
    },
    {
      mistake: "an empty read at the end",
      source: `function readCounts(writes: number[], room: number): number[] {
  let left = writes.reduce((sum, size) => sum + size, 0);
  const counts: number[] = [];
  while (left >= room) { counts.push(room); left -= room; }
  return [...counts, left];
}`,
      says: "stop when nothing is left",
    },
  ],
  "ex-send-all": [
    {
      mistake: "one write",
      source: `async function sendAll(connection, bytes) {
  await connection.write(bytes);
}`,
      says: "from where the last write stopped",
    },
    {
      mistake: "writes the whole again",
      source: `async function sendAll(connection, bytes) {
  let sent = 0;
  while (sent < bytes.length) sent += await connection.write(bytes);
}`,
      says: "from where the last write stopped",
    },
    {
      mistake: "never moves on",
      source: `async function sendAll(connection, bytes) {
  let offset = 0;
  while (offset < bytes.length) {
    await connection.write(bytes.subarray(offset));
  }
}`,
      says: "does the loop move on",
    },
    {
      mistake: "retries once",
      source: `async function sendAll(connection, bytes) {
  const taken = await connection.write(bytes);
  if (taken < bytes.length) {
    await connection.write(bytes.subarray(taken));
  }
}`,
      says: "until every byte is taken",
    },
    {
      mistake: "skips one byte between writes",
      source: `async function sendAll(connection, bytes) {
  for (let at = 0; at < bytes.length; at++) {
    at += await connection.write(bytes.subarray(at));
  }
}`,
      says: "first difference at offset 3",
    },
  ],
  "ex-read-n": [
    {
      mistake: "one read",
      source: `async function readN(connection, byteCount) {
  const bytes = new Uint8Array(byteCount);
  await connection.read(bytes);
  return bytes;
}`,
      says: "read again, into the rest of the buffer",
    },
    {
      mistake: "each read overwrites the last",
      source: `async function readN(connection, byteCount) {
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  while (filled < byteCount) {
    filled += await connection.read(bytes);
  }
  return bytes;
}`,
      says: "into the rest of the buffer",
    },
    {
      mistake: "takes the end for zero bytes, and spins",
      source: `async function readN(connection, byteCount) {
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  while (filled < byteCount) {
    filled += await connection.read(bytes.subarray(filled)) ?? 0;
  }
  return bytes;
}`,
      says: "stop at the first null",
    },
    {
      mistake: "a shorter success at the end",
      source: `async function readN(connection, byteCount) {
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  while (filled < byteCount) {
    const count = await connection.read(bytes.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}`,
      says: "throw an UnexpectedEndError with what had come",
    },
    {
      mistake: "the error carries the whole buffer",
      source: `async function readN(connection, byteCount) {
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  while (filled < byteCount) {
    const count = await connection.read(bytes.subarray(filled));
    if (count === null) {
      throw new UnexpectedEndError("closed", { received: bytes });
    }
    filled += count;
  }
  return bytes;
}`,
      says: "got 5 bytes",
    },
    {
      mistake: "reads more than was asked for and drops it",
      source: `async function readN(connection, byteCount) {
  const bytes: number[] = [];
  while (bytes.length < byteCount) {
    const room = new Uint8Array(64);
    const count = await connection.read(room);
    if (count === null) {
      throw new UnexpectedEndError("closed", {
        received: Uint8Array.from(bytes),
      });
    }
    bytes.push(...room.subarray(0, count));
  }
  return Uint8Array.from(bytes.slice(0, byteCount));
}`,
      says: "never ask read for more bytes than are still missing",
    },
  ],
  "ex-read-line": [
    {
      mistake: "reads ahead and drops the rest",
      source: `async function readOneLine(connection) {
  const room = new Uint8Array(64);
  const count = await connection.read(room);
  if (count === null) return null;
  const text = new TextDecoder().decode(room.subarray(0, count));
  return text.split("\\n")[0];
}`,
      says: "keep the bytes after the first line",
    },
    {
      mistake: "leaves the CR in the line",
      source: `async function readOneLine(connection) {
  const line: number[] = [];
  const byte = new Uint8Array(1);
  while (await connection.read(byte) !== null) {
    if (byte[0] === 10) {
      return new TextDecoder().decode(Uint8Array.from(line));
    }
    line.push(byte[0]);
  }
  return null;
}`,
      says: "drop a CR before LF",
    },
    {
      mistake: "drops every CR",
      source: `async function readOneLine(connection) {
  const line: number[] = [];
  const byte = new Uint8Array(1);
  while (await connection.read(byte) !== null) {
    if (byte[0] === 10) {
      return new TextDecoder().decode(Uint8Array.from(line));
    }
    if (byte[0] !== 13) line.push(byte[0]);
  }
  return null;
}`,
      says: "drop only a CR right before the LF",
    },
    {
      mistake: "decodes each byte by itself",
      source: `async function readOneLine(connection) {
  let line = "";
  const byte = new Uint8Array(1);
  while (await connection.read(byte) !== null) {
    if (byte[0] === 10) return line.replace(/\\r$/, "");
    line += new TextDecoder().decode(byte);
  }
  return line === "" ? null : line;
}`,
      says: "collect bytes, and decode the whole line at once",
    },
    {
      mistake: "takes an empty line for the end",
      source: `async function readOneLine(connection) {
  let line = "";
  const byte = new Uint8Array(1);
  while (await connection.read(byte) !== null && byte[0] !== 10) {
    line += String.fromCharCode(byte[0]);
  }
  return line === "" ? null : line.replace(/\\r$/, "");
}`,
      says: "an empty line is a line",
    },
    {
      mistake: "an unfinished line looks like a line, as with rio_readlineb",
      source: `async function readOneLine(connection) {
  const line: number[] = [];
  const byte = new Uint8Array(1);
  let came = false;
  while (await connection.read(byte) !== null) {
    came = true;
    if (byte[0] === 10) break;
    line.push(byte[0]);
  }
  if (!came) return null;
  if (line.at(-1) === 13) line.pop();
  return new TextDecoder().decode(Uint8Array.from(line));
}`,
      says: "the line was not complete",
    },
  ],
  "ex-line-reader": [
    {
      mistake: "reads one byte at a time",
      source: lineReaderWith("size = 4096", "size = 1"),
      says: "ask for 1024 bytes or more",
    },
    {
      mistake: "decodes each piece by itself",
      source: `class LineReader {
  #text = "";
  constructor(readonly connection) {}
  async readLine() {
    while (!this.#text.includes("\\n")) {
      const room = new Uint8Array(4096);
      const count = await this.connection.read(room);
      if (count === null) return null;
      this.#text += new TextDecoder().decode(room.subarray(0, count));
    }
    const [line] = this.#text.split("\\n");
    this.#text = this.#text.slice(line.length + 1);
    return line.replace(/\\r$/, "");
  }
}`,
      says: "keep bytes until the line is complete, then decode",
    },
    {
      mistake: "readExactly passes the buffer by",
      source: lineReaderWith(
        READ_EXACTLY,
        `  async readExactly(byteCount) {
    return await readExactly(this.connection, byteCount);
  }
`,
      ),
      says: "both methods must take from the same buffer",
    },
    {
      mistake: "what came before a deadline is forgotten",
      source: lineReaderWith(
        "if (await this.#fill()) continue;",
        `const before = this.#ahead;
      this.#ahead = new Uint8Array(0);
      if (await this.#fill()) {
        const joined = [...before, ...this.#ahead];
        this.#ahead = Uint8Array.from(joined);
        continue;
      }
      this.#ahead = before;`,
      ),
      says: "must stay in a field",
    },
    {
      mistake: "catches the deadline and goes on",
      source: lineReaderWith(
        "const count = await this.connection.read(room, {\n      timeout: this.timeout,\n    });",
        "const count = await this.connection.read(room, " +
          "{ timeout: this.timeout }).catch(() => null);",
      ),
      says: "let its error pass",
    },
    {
      mistake: "null although the line was cut",
      source: lineReaderWith("throw this.#ended();", "return null;"),
      says: "the line was not complete",
    },
    {
      mistake: "a short count is a shorter success",
      source: lineReaderWith(
        "if (!await this.#fill()) throw this.#ended(byteCount);",
        "if (!await this.#fill()) break;",
      ),
      says: "fewer than byteCount came",
    },
    {
      mistake: "no limit at all",
      source: lineReaderWith(
        "if (this.#ahead.length > this.maxLength + 1) throw this.#tooLong();",
        "",
      ).replace("if (stop > this.maxLength) throw this.#tooLong();", ""),
      says: "over maxLength without LF",
    },
    {
      mistake: "the limit counts the line end",
      source: lineReaderWith(
        "if (stop > this.maxLength)",
        "if (end + 1 > this.maxLength)",
      ),
      says: "the limit is on the line without its line end",
    },
    {
      mistake: "a CR that came without its LF counts",
      source: lineReaderWith(
        "if (this.#ahead.length > this.maxLength + 1)",
        "if (this.#ahead.length > this.maxLength)",
      ),
      says: "may be the CR of the line end",
    },
    {
      mistake: "the limit is forgotten when the line end is there",
      source: lineReaderWith(
        "if (stop > this.maxLength) throw this.#tooLong();",
        "",
      ),
      says: "compare the length also when the line end is there",
    },
  ],
};
