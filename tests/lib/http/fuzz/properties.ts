/** What must hold for whatever comes: no hang, no crash, no octet of the next message. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { Connection, SocketError } from "sockets";
import {
  HttpProtocolError,
  parseChunkLine,
  parseHttpUrl,
  parseRequestHead,
  parseResponseHead,
  readRequest,
  readResponse,
  requestBodyFraming,
  responseBodyFraming,
  writeRequest,
  writeResponse,
} from "sockets/http";
import {
  cutAt,
  scripted,
  ScriptedConnection,
} from "../../scripted_connection.ts";
import { octets, octetText } from "../octets.ts";
import {
  fieldValue,
  noise,
  REQUESTS,
  RESPONSES,
  spoiled,
  token,
} from "./messages.ts";

/** One property, and how many of a thousand cases it gets. */
export interface Property {
  name: string;
  share: number;
  property: fc.IAsyncProperty<unknown[]>;
}

const cuts = fc.array(fc.nat(600), { maxLength: 6 });

/** Runs what may refuse its input by an error of the library, and by nothing else. */
async function outcome(run: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await run());
  } catch (error) {
    if (error instanceof HttpProtocolError) {
      assert(error.message.endsWith(`(${error.section})`), error.message);
      assert(error.message.length < 2000, "a message stays short");
      // What it quotes may be shorter if less has come, since a banner is refused before its line ends.
      return `refused with ${error.status} by ${error.section}`;
    }
    if (error instanceof SocketError) return `${error.name}: ${error.message}`;
    throw error;
  }
}

/**
 * Reads requests to the end, as a server does; more messages than octets would be a loop. Behind one that breaks a
 * rule there must be none.
 */
async function readRequests(connection: Connection, most: number) {
  const seen: unknown[] = [];
  try {
    for (let next; (next = await readRequest(connection)) !== null;) {
      const { method, target, version, headers } = next;
      const body = octetText(await next.bytes());
      seen.push([method, target, version, [...headers], body, [
        ...next.trailers,
      ]]);
      assert(seen.length <= most);
    }
    return seen;
  } catch (error) {
    if (error instanceof HttpProtocolError) {
      await assertRejects(() => readRequest(connection), HttpProtocolError);
    }
    throw error;
  }
}

async function readWhole(connection: Connection, method: string) {
  const response = await readResponse(connection, { method });
  const { status, reason, interim, body } = response;
  const bytes = body.framing.kind === "tunnel"
    ? ""
    : octetText(await response.bytes());
  return [status, reason, [...response.headers], interim.length, bytes, [
    ...response.trailers,
  ]];
}

/** Header lines that change nothing about the framing. */
const plainFields = fc.array(
  fc.tuple(
    token.filter((name) =>
      !/^(?:host|content-length|transfer-encoding|connection|expect|set-cookie)$/i
        .test(name)
    ),
    fc.oneof(fieldValue, fc.constant("")),
  ),
  { maxLength: 6 },
);

const body = fc.uint8Array({ maxLength: 300 }) as fc.Arbitrary<
  Uint8Array<ArrayBuffer>
>;

async function* inPieces(bytes: Uint8Array, places: number[]) {
  for (const piece of cutAt(bytes, places)) yield await Promise.resolve(piece);
}

export const PROPERTIES: Property[] = [
  {
    name: "the pure parsers refuse by HttpProtocolError or understand",
    share: 400,
    property: fc.asyncProperty(
      fc.oneof(spoiled(REQUESTS), spoiled(RESPONSES), noise),
      async (text) => {
        await outcome(() => requestBodyFraming(parseRequestHead(octets(text))));
        await outcome(() =>
          responseBodyFraming(parseResponseHead(octets(text)), "GET")
        );
        await outcome(() => parseChunkLine(text));
        await outcome(() => parseHttpUrl(`http://${text}`));
      },
    ),
  },
  {
    name: "readResponse sees the same however a response is cut",
    share: 200,
    property: fc.asyncProperty(
      fc.oneof(spoiled(RESPONSES), noise),
      cuts,
      fc.constantFrom("GET", "HEAD", "CONNECT"),
      async (text, places, method) => {
        const whole = octets(text);
        assertEquals(
          await outcome(() =>
            readWhole(scripted(cutAt(whole, places)), method)
          ),
          await outcome(() => readWhole(scripted([whole]), method)),
        );
      },
    ),
  },
  {
    name: "readRequest sees the same however requests are cut",
    share: 200,
    property: fc.asyncProperty(
      fc.oneof(spoiled(REQUESTS), noise),
      cuts,
      async (text, places) => {
        const whole = octets(text);
        assertEquals(
          await outcome(() =>
            readRequests(scripted(cutAt(whole, places)), text.length)
          ),
          await outcome(() => readRequests(scripted([whole]), text.length)),
        );
      },
    ),
  },
  {
    name: "readResponse reads what writeResponse wrote, and nothing behind it",
    share: 100,
    property: fc.asyncProperty(
      plainFields,
      body,
      fc.boolean(),
      cuts,
      noise,
      async (fields, bytes, streamed, places, behind) => {
        const system = new ScriptedConnection([]);
        await writeResponse(new Connection(system), {
          status: 200,
          headers: fields,
          body: streamed ? inPieces(bytes, places) : bytes,
        });
        const sent = new Uint8Array([...system.written, ...octets(behind)]);
        const connection = scripted(cutAt(sent, places));
        const response = await readResponse(connection);
        assertEquals([...response.headers].slice(0, -1), fields);
        assertEquals(await response.bytes(), bytes);
        await restIs(connection, behind);
      },
    ),
  },
  {
    name: "readRequest reads what writeRequest wrote, and nothing behind it",
    share: 100,
    property: fc.asyncProperty(
      token.filter((method) => method !== "CONNECT"),
      plainFields,
      body,
      fc.boolean(),
      cuts,
      noise,
      async (method, fields, bytes, streamed, places, behind) => {
        const system = new ScriptedConnection([]);
        await writeRequest(new Connection(system), {
          method,
          target: "/cider",
          headers: [["Host", "bar"], ...fields],
          body: streamed ? inPieces(bytes, places) : bytes,
        });
        const sent = new Uint8Array([...system.written, ...octets(behind)]);
        const connection = scripted(cutAt(sent, places));
        const request = await readRequest(connection);
        assertEquals([request?.method, request?.target], [method, "/cider"]);
        assertEquals([...request!.headers].slice(1, -1), fields);
        assertEquals(await request!.bytes(), bytes);
        await restIs(connection, behind);
      },
    ),
  },
];

async function restIs(connection: Connection, expected: string): Promise<void> {
  let rest = "";
  const into = new Uint8Array(1000);
  for (let count; (count = await connection.read(into)) !== null;) {
    rest += octetText(into.subarray(0, count));
  }
  assertEquals(rest, expected);
}
