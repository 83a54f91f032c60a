import type { Connection } from "../connection.ts";
import { UnexpectedEndError } from "../errors.ts";
import { inflowOf } from "../connection.ts";
import { type BodyFraming, responseBodyFraming } from "./body_framing.ts";
import { bodyDecoder } from "./decode_body.ts";
import { Deadlines, type DeadlinesOptions } from "./deadlines.ts";
import { HttpBody, type HttpBodyOptions } from "./http_body.ts";
import { type HttpLimits, httpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { HttpResponse, type ResponseOrigin } from "./http_response.ts";
import { readNextMessage } from "./next_message.ts";
import {
  parseResponseText,
  parseStatusLine,
  type ResponseHead,
} from "./parse_response_head.ts";
import { type HeadKind, readHead } from "./read_head.ts";

/**
 * How to read a response.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { readResponse, type ReadResponseOptions } from "sockets/http";
 *
 * const afterHead: ReadResponseOptions = { method: "HEAD", timeout: 5000 };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(guest, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"); // And no body.
 * const response = await readResponse(client, afterHead);
 * assertEquals(await response.text(), "");
 * ```
 */
export interface ReadResponseOptions extends DeadlinesOptions {
  /** The method of the request that this answers; `GET` if left out. An answer to HEAD has no body. */
  method?: string;
  /** How much to accept; the rest is as in `DEFAULT_HTTP_LIMITS`. */
  limits?: Partial<HttpLimits>;
}

/** What `httpFetch` adds: it owns the connection. */
export interface ReceiveOptions {
  method: string;
  limits: Readonly<HttpLimits>;
  deadlines: Deadlines;
  /** For the body, where they differ from those for the heads. */
  bodyDeadlines?: Deadlines;
  /** Called once the first octets are there. */
  onFirstOctets?: () => void;
  /** Called with each 1xx answer as it comes. */
  onInterim?: (head: ResponseHead) => void;
  /** What happens around the body, once the head is known. */
  body?: (head: ResponseHead, framing: BodyFraming) => HttpBodyOptions;
  origin?: ResponseOrigin;
}

/**
 * Reads the next response off a connection; what an earlier one left unread is read and dropped first.
 *
 * 1xx answers are collected in `interim`; the response is the final one (101 is final, RFC 9110 §15.2.2).
 * Behind a response that broke a rule nothing more is read. Transfer codings are undone, content codings are not.
 *
 * @throws {HttpProtocolError} If it breaks a rule; the error quotes the line.
 * @throws {UnexpectedEndError} If the server closes before the end of the head; of the body, when that is read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { readResponse } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(guest, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider");
 * const response = await readResponse(client);
 * assertEquals(await response.text(), "cider");
 * ```
 */
export function readResponse(
  connection: Connection<Deno.Addr>,
  options: ReadResponseOptions = {},
): Promise<HttpResponse> {
  const limits = httpLimits(options.limits);
  return readNextMessage(connection, () =>
    receiveResponse(connection, {
      method: options.method ?? "GET",
      limits,
      deadlines: new Deadlines(options),
      body: (head, framing) => ({
        decode: bodyDecoder(head, framing, { decodeContent: false, limits }),
      }),
    }));
}

/** Reads a response's heads up to the final one, and prepares its body. */
export async function receiveResponse(
  connection: Connection<Deno.Addr>,
  options: ReceiveOptions,
): Promise<HttpResponse> {
  const { limits, method, bodyDeadlines = options.deadlines } = options;
  const kind = responseKind(limits, options.onFirstOctets);
  const interim: ResponseHead[] = [];
  while (true) {
    const text = await readHead(connection, kind, options.deadlines);
    if (text === null) throw unanswered(connection);
    const head = parseResponseText(text, limits);
    if (head.status >= 200 || head.status === 101) {
      const framing = responseBodyFraming(head, method);
      const body = new HttpBody(
        framing,
        { connection, limits, deadlines: bodyDeadlines },
        options.body?.(head, framing),
      );
      return new HttpResponse(head, body, interim, options.origin);
    }
    if (interim.length === limits.interim) throw tooManyInterim(head, limits);
    interim.push(head);
    options.onInterim?.(head);
  }
}

function unanswered(connection: Connection<Deno.Addr>): UnexpectedEndError {
  const { address } = inflowOf(connection);
  return new UnexpectedEndError(
    `Cannot read a response head from "${address}": the peer closed without an answer (RFC 9112 §8)`,
    { address, received: new Uint8Array(0) },
  );
}

function responseKind(
  limits: Readonly<HttpLimits>,
  onFirstOctets?: () => void,
): HeadKind {
  return {
    name: "response head",
    limits,
    skipEmptyLines: false,
    onFirstOctets,
    checkStartLine(line, complete) {
      const start = "HTTP/";
      if (complete || line.length > limits.startLine) {
        parseStatusLine(line, limits);
      } else if (line.slice(0, start.length) !== start.slice(0, line.length)) {
        parseStatusLine(line, limits);
      }
    },
  };
}

function tooManyInterim(head: ResponseHead, limits: Readonly<HttpLimits>) {
  const line = `HTTP/${head.version} ${head.status} ${head.reason}`;
  return new HttpProtocolError(
    `Cannot wait on after ${
      quoteLine(line)
    }: more than ${limits.interim} interim answers came`,
    { line, section: "RFC 9110 §15.2" },
  );
}
