import { type Connection, outflowOf } from "../connection.ts";
import { type BodyFraming, requestBodyFraming } from "./body_framing.ts";
import { listMembers } from "./connection_persists.ts";
import { Deadlines, type DeadlinesOptions } from "./deadlines.ts";
import { HttpBody } from "./http_body.ts";
import { type HttpLimits, httpLimits } from "./http_limits.ts";
import { HttpRequest } from "./http_request.ts";
import { readNextMessage } from "./next_message.ts";
import { encodeOctets } from "./octets.ts";
import {
  parseRequestLine,
  parseRequestText,
  type RequestHead,
} from "./parse_request_head.ts";
import { type HeadKind, readHead } from "./read_head.ts";

/**
 * How to read a request.
 *
 * @example
 * ```ts
 * import { assertEquals, assertRejects } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { HttpProtocolError, readRequest, type ReadRequestOptions } from "sockets/http";
 *
 * const strict: ReadRequestOptions = { limits: { headerCount: 1 } };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "GET / HTTP/1.1\r\nHost: bar\r\nCookie: table=4\r\n\r\n");
 * const error = await assertRejects(() => readRequest(guest, strict), HttpProtocolError);
 * assertEquals(error.status, 431); // Request Header Fields Too Large
 * ```
 */
export interface ReadRequestOptions extends DeadlinesOptions {
  /** How much to accept; the rest is as in `DEFAULT_HTTP_LIMITS`. */
  limits?: Partial<HttpLimits>;
}

/**
 * Reads the next request off a connection; `null` if the client closed instead of sending one.
 *
 * What an earlier request left unread is read and dropped first. If the client waits for
 * `100 (Continue)`, it gets that as soon as its body is asked for (RFC 9110 §10.1.1). Behind a request that
 * broke a rule nothing more is read.
 *
 * @throws {HttpProtocolError} If it breaks a rule; the error quotes the line and has the `status` to answer with.
 * @throws {UnexpectedEndError} If the client closes before the end of the head; of the body, when that is read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { readRequest } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "GET /cider HTTP/1.1\r\nHost: bar\r\n\r\n");
 * const request = await readRequest(guest);
 * assertEquals(request?.target, "/cider");
 * client.close();
 * assertEquals(await readRequest(guest), null);
 * ```
 */
export function readRequest(
  connection: Connection<Deno.Addr>,
  options: ReadRequestOptions = {},
): Promise<HttpRequest | null> {
  return readNextMessage(
    connection,
    () => receiveRequest(connection, options),
  );
}

async function receiveRequest(
  connection: Connection<Deno.Addr>,
  options: ReadRequestOptions,
): Promise<HttpRequest | null> {
  const limits = httpLimits(options.limits);
  const deadlines = new Deadlines(options);
  const text = await readHead(connection, requestKind(limits), deadlines);
  if (text === null) return null;
  const head = parseRequestText(text, limits);
  const framing = requestBodyFraming(head);
  const body = new HttpBody(framing, { connection, limits, deadlines }, {
    beforeFirstRead: awaitsContinue(head, framing)
      ? () => sendContinue(connection, deadlines)
      : undefined,
  });
  return new HttpRequest(head, body);
}

/** Whether the client holds its body back until it reads 100 (Continue); HTTP/1.0 knows no such thing. */
export function awaitsContinue(
  head: RequestHead,
  framing: BodyFraming,
): boolean {
  return framing.kind !== "none" && head.version === "1.1" &&
    listMembers(head.headers.get("Expect") ?? "").includes("100-continue");
}

function sendContinue(
  connection: Connection<Deno.Addr>,
  deadlines: Deadlines,
): Promise<void> {
  return outflowOf(connection).writeAll(
    encodeOctets("HTTP/1.1 100 Continue\r\n\r\n"),
    deadlines.next(),
  );
}

function requestKind(limits: Readonly<HttpLimits>): HeadKind {
  return {
    name: "request head",
    limits,
    skipEmptyLines: true,
    checkStartLine(line, complete) {
      if (complete || line.length > limits.startLine) {
        parseRequestLine(line, limits);
      }
    },
  };
}
