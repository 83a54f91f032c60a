/** One contender of the HTTP measures: `fetch_rate.ts <client> <job> <url> <amount>` prints its rate. */
import { httpFetch, HttpPool } from "sockets/http";
import { printRate } from "../sockets/timed.ts";

/** Gets a URL `amount` times, or `amount` bytes of it. */
type Pass = (url: string, amount: number) => Promise<void>;

const MIB = 1024 * 1024;
/** How many fetches run at a time in the job of that name. */
const AT_A_TIME = 16;

const JOBS: Record<string, Record<string, Pass>> = {
  ours: {
    "keep-alive": oursKeptAlive,
    "connection each": oursEach,
    "16 at a time": (url, count) => atATime(oursKeptAlive, url, count),
    stream: oursStream,
    pieces: oursPieces,
    bytes: oursBytes,
  },
  fetch: {
    "keep-alive": fetchKeptAlive,
    "connection each": fetchEach,
    "16 at a time": (url, count) => atATime(fetchKeptAlive, url, count),
    stream: fetchStream,
    pieces: fetchStream,
    bytes: fetchBytes,
  },
  raw: {
    "keep-alive": rawKeptAlive,
    stream: rawStream,
    bytes: rawStream,
  },
};

async function oursKeptAlive(url: string, count: number): Promise<void> {
  using pool = new HttpPool();
  for (let done = 0; done < count; done++) {
    const response = await httpFetch(url, { pool });
    check((await response.bytes()).length, 1024);
  }
}

async function oursEach(url: string, count: number): Promise<void> {
  for (let done = 0; done < count; done++) {
    const response = await httpFetch(url);
    check((await response.bytes()).length, 1024);
  }
}

async function oursStream(url: string, mebibytes: number): Promise<void> {
  const into = new Uint8Array(65536);
  for (let done = 0; done < mebibytes; done += 100) {
    let length = 0;
    const { body } = await httpFetch(url);
    for (let count; (count = await body.read(into)) !== null;) length += count;
    check(length, 100 * MIB);
  }
}

async function oursPieces(url: string, mebibytes: number): Promise<void> {
  for (let done = 0; done < mebibytes; done += 100) {
    let length = 0;
    const response = await httpFetch(url);
    for await (const piece of response.body) length += piece.length;
    check(length, 100 * MIB);
  }
}

async function oursBytes(url: string, mebibytes: number): Promise<void> {
  for (let done = 0; done < mebibytes; done += 100) {
    const response = await httpFetch(url);
    check((await response.bytes()).length, 100 * MIB);
  }
}

async function fetchKeptAlive(url: string, count: number): Promise<void> {
  for (let done = 0; done < count; done++) {
    const response = await fetch(url);
    check((await response.bytes()).length, 1024);
  }
}

async function fetchEach(url: string, count: number): Promise<void> {
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  for (let done = 0; done < count; done++) {
    const response = await fetch(url, { client });
    check((await response.bytes()).length, 1024);
  }
}

async function fetchStream(url: string, mebibytes: number): Promise<void> {
  for (let done = 0; done < mebibytes; done += 100) {
    let length = 0;
    const response = await fetch(url);
    for await (const piece of response.body!) length += piece.length;
    check(length, 100 * MIB);
  }
}

async function fetchBytes(url: string, mebibytes: number): Promise<void> {
  for (let done = 0; done < mebibytes; done += 100) {
    const response = await fetch(url);
    check((await response.arrayBuffer()).byteLength, 100 * MIB);
  }
}

/** What any client must at least do: write a request, read as many bytes as the answer has. */
async function rawKeptAlive(url: string, count: number): Promise<void> {
  const { connection, request } = await rawConnection(url);
  const into = new Uint8Array(65536);
  await connection.write(request);
  const size = await lengthOfAnswer(connection, into);
  for (let done = 1; done < count; done++) {
    await connection.write(request);
    for (let left = size; left > 0;) left -= (await connection.read(into))!;
  }
  connection.close();
}

/** Reads an answer of 1 KiB; its head may come in a segment of its own. */
async function lengthOfAnswer(
  connection: Deno.TcpConn,
  into: Uint8Array,
): Promise<number> {
  for (let length = 0;;) {
    length += (await connection.read(into.subarray(length)))!;
    const text = new TextDecoder().decode(into.subarray(0, length));
    const size = text.indexOf("\r\n\r\n") + 4 + 1024;
    if (length === size) return size;
  }
}

async function rawStream(url: string, mebibytes: number): Promise<void> {
  for (let done = 0; done < mebibytes; done += 100) {
    const { connection, request } = await rawConnection(url);
    const into = new Uint8Array(65536);
    await connection.write(request);
    for (let left = 100 * MIB; left > 0;) {
      left -= (await connection.read(into))!;
    }
    connection.close();
  }
}

async function rawConnection(url: string) {
  const { hostname, port, host, pathname } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  connection.setNoDelay(true);
  const request = new TextEncoder().encode(
    `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  );
  return { connection, request };
}

async function atATime(pass: Pass, url: string, count: number): Promise<void> {
  const each = Math.ceil(count / AT_A_TIME);
  await Promise.all(
    Array.from({ length: AT_A_TIME }, () => pass(url, each)),
  );
}

function check(length: number, expected: number): void {
  if (length !== expected) {
    throw new Error(`Cannot count a body of ${length} bytes: not ${expected}`);
  }
}

const [client, job, url, amount] = Deno.args;
await printRate((part) => JOBS[client][job](url, part), Number(amount));
