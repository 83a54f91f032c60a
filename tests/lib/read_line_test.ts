import { assertEquals, assertRejects } from "@std/assert";
import {
  BusyError,
  Connection,
  ConnectionResetError,
  DeadlineError,
  lines,
  LineTooLongError,
  readExactly,
  readLine,
  type ReadLineOptions,
  readToEnd,
  UnexpectedEndError,
  writeAll,
} from "sockets";
import { connectedPair } from "./connected_pair.ts";
import { scripted, ScriptedConnection } from "./scripted_connection.ts";

/** Everything readLine gives until the end, or the name of the error that stops it. */
async function allLines(
  pieces: (string | Uint8Array)[],
  options?: ReadLineOptions,
): Promise<(string | null)[]> {
  using connection = scripted(pieces);
  const found: (string | null)[] = [];
  try {
    do found.push(await readLine(connection, options)); while (
      found.at(-1) !== null
    );
  } catch (error) {
    found.push((error as Error).name);
  }
  return found;
}

const TABLE: {
  name: string;
  sent: string | Uint8Array;
  options?: ReadLineOptions;
  lines: (string | null)[];
}[] = [
  { name: "nothing", sent: "", lines: [null] },
  { name: "one line", sent: "cider\n", lines: ["cider", null] },
  { name: "CRLF", sent: "cider\r\nperry\r\n", lines: ["cider", "perry", null] },
  { name: "empty lines", sent: "\n\r\n\n", lines: ["", "", "", null] },
  { name: "a lone CR", sent: "a\rb\r\r\n", lines: ["a\rb\r", null] },
  { name: "NUL", sent: "a\0b\n", lines: ["a\0b", null] },
  { name: "UTF-8", sent: "é€😀\nça\n", lines: ["é€😀", "ça", null] },
  {
    name: "a byte order mark",
    sent: "\uFEFFa\n\uFEFFb\n",
    lines: ["\uFEFFa", "\uFEFFb", null],
  },
  {
    name: "malformed UTF-8",
    sent: new Uint8Array([0xe2, 0x82, 10, 0xff, 10]),
    lines: ["\uFFFD", "\uFFFD", null],
  },
  {
    name: "octets as latin1",
    sent: new Uint8Array([0x80, 0x9f, 0xe9, 0xff, 10]),
    options: { encoding: "latin1" },
    lines: ["\x80\x9f\xe9\xff", null],
  },
  {
    name: "an unterminated last line",
    sent: "cider\nper",
    lines: ["cider", "UnexpectedEndError"],
  },
  {
    name: "an unterminated last line, allowed",
    sent: "cider\nper\r",
    options: { allowUnterminated: true },
    lines: ["cider", "per\r", null],
  },
  {
    name: "a line of exactly maxLength and CRLF",
    sent: "abcd\r\n",
    options: { maxLength: 4 },
    lines: ["abcd", null],
  },
  {
    name: "a line over maxLength",
    sent: "ab\nabcde\n",
    options: { maxLength: 4 },
    lines: ["ab", "LineTooLongError"],
  },
  {
    name: "maxLength in bytes, not characters",
    sent: "é€\n",
    options: { maxLength: 4 },
    lines: ["LineTooLongError"],
  },
  {
    name: "a line with one byte too many, then a CR",
    sent: "abcde\r\n",
    options: { maxLength: 4 },
    lines: ["LineTooLongError"],
  },
];

for (const { name, sent, options, lines } of TABLE) {
  Deno.test(`readLine reads ${name}, in one piece and byte by byte`, async () => {
    const bytes = typeof sent === "string"
      ? new TextEncoder().encode(sent)
      : sent;
    assertEquals(await allLines([bytes], options), lines);
    const single = Array.from(bytes, (byte) => new Uint8Array([byte]));
    assertEquals(await allLines(single, options), lines);
  });
}

Deno.test("readLine that failed has taken nothing", async () => {
  using connection = scripted(["abcdef\nrest"]);
  const error = await assertRejects(
    () => readLine(connection, { maxLength: 3 }),
    LineTooLongError,
    'Cannot read a line from "192.0.2.1:7"',
  );
  assertEquals(error.maxLength, 3);
  assertEquals(await readLine(connection), "abcdef");
  const end = await assertRejects(
    () => readLine(connection),
    UnexpectedEndError,
  );
  assertEquals(new TextDecoder().decode(end.received), "rest");
  assertEquals(await readLine(connection, { allowUnterminated: true }), "rest");
  assertEquals(await readLine(connection), null);
});

Deno.test("readLine gives what came before a reset, then the reset", async () => {
  using connection = scripted(["cider\nper"], "reset");
  assertEquals(await readLine(connection), "cider");
  await assertRejects(() => readLine(connection), ConnectionResetError);
  assertEquals((await readExactly(connection, 3)).length, 3);
  await assertRejects(() => readLine(connection), ConnectionResetError);
});

Deno.test("readLine asks the system no more after the end", async () => {
  const system = new ScriptedConnection([]);
  using connection = new Connection(system);
  assertEquals(await readLine(connection), null);
  assertEquals(await readLine(connection), null);
  assertEquals(system.reads, 1);
});

Deno.test("readLine refuses a second reader, and the first goes on", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const first = readLine(guest);
  for (
    const second of [
      () => readLine(guest),
      () => readExactly(guest, 1),
      () => readToEnd(guest),
      () => guest.read(new Uint8Array(1)),
    ]
  ) {
    await assertRejects(second, BusyError, "await that one first");
  }
  await writeAll(client, "one\ntwo\n");
  assertEquals(await first, "one");
  assertEquals(await readLine(guest), "two");
});

Deno.test("readLine loses no byte when its deadline passes in the middle of a line", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(client, "ci");
  const error = await assertRejects(
    () => readLine(guest, { timeout: 20 }),
    DeadlineError,
    "Cannot read a line from",
  );
  assertEquals(error.timeout, 20);
  await writeAll(client, "der\nperry\n");
  assertEquals(await readLine(guest), "cider");
  assertEquals(await readLine(guest), "perry");
});

Deno.test("lines ends at the peer's close and keeps what a break leaves", async () => {
  using connection = scripted(["one\ntwo\nthree\n"]);
  for await (const line of lines(connection)) {
    assertEquals(line, "one");
    break;
  }
  const rest: string[] = [];
  for await (const line of lines(connection)) rest.push(line);
  assertEquals(rest, ["two", "three"]);
});

Deno.test("lines throws at an unterminated last line, and is over then", async () => {
  using connection = scripted(["one\ntw"]);
  const iterator = lines(connection)[Symbol.asyncIterator]();
  assertEquals(await iterator.next(), { done: false, value: "one" });
  await assertRejects(() => iterator.next(), UnexpectedEndError);
  assertEquals(await iterator.next(), { done: true, value: undefined });
});
