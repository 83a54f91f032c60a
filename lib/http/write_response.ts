import type { Connection } from "../connection.ts";
import { type BodyPlan, planBody, planNothing } from "./body_plan.ts";
import { Deadlines, type DeadlinesOptions } from "./deadlines.ts";
import { HttpHeaders } from "./http_headers.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";
import { type HttpVersion, parseStatusLine } from "./parse_response_head.ts";
import { reasonPhrase } from "./reason_phrase.ts";
import { writeMessage } from "./write_body.ts";

/**
 * What a response must know of the request that it answers.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, readUntil } from "sockets";
 * import { type AnsweredRequest, decodeOctets, writeResponse } from "sockets/http";
 *
 * const request: AnsweredRequest = { method: "HEAD", version: "1.1" };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeResponse(guest, { status: 200, body: "cider" }, { request });
 * const head = await readUntil(client, "\r\n\r\n"); // The length, without the body.
 * assertEquals(decodeOctets(head!), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
 * ```
 */
export interface AnsweredRequest {
  /** Case-sensitive: `GET`, `HEAD`, …. */
  method: string;
  /** The version that the client speaks. */
  version: HttpVersion;
}

/**
 * How to write a response.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen } from "sockets";
 * import { encodeOctets, readResponse, writeResponse, type WriteResponseOptions } from "sockets/http";
 *
 * const toOldClient: WriteResponseOptions = { request: { method: "GET", version: "1.0" } };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const body = ReadableStream.from([encodeOctets("cider")]); // Its length is not known.
 * await writeResponse(guest, { status: 200, body }, toOldClient);
 * assertEquals((await readResponse(client)).headers.get("Connection"), "close"); // No chunks.
 * ```
 */
export interface WriteResponseOptions extends DeadlinesOptions {
  /** The request that this answers: HEAD gets no body, HTTP/1.0 no chunks. A GET of 1.1 if left out. */
  request?: AnsweredRequest;
}

/**
 * Writes a response: the status line, the header lines, the body.
 *
 * `Content-Length` or `Transfer-Encoding: chunked` is added to suit the body; where HTTP/1.0 can't have
 * either, `Connection: close`, and then closing ends the body. `timeout` holds for each write.
 *
 * @throws {HttpProtocolError} If what would go out breaks a rule; to send that on purpose, use `writeAll`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen } from "sockets";
 * import { readResponse, writeResponse } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeResponse(guest, { status: 200, body: "here is your cider" });
 * const response = await readResponse(client);
 * assertEquals(response.reason, "OK");
 * assertEquals(await response.text(), "here is your cider");
 * ```
 */
export async function writeResponse(
  connection: Connection<Deno.Addr>,
  response: OutgoingResponse,
  options: WriteResponseOptions = {},
): Promise<void> {
  const { head, plan } = formatResponse(response, options.request);
  const deadlines = new Deadlines(options);
  await writeMessage(connection, head, plan, deadlines, response.trailers);
}

/** The head of a response as it goes over the wire, and how its body will follow. */
export function formatResponse(
  response: OutgoingResponse,
  request: AnsweredRequest = { method: "GET", version: "1.1" },
): { head: string; plan: BodyPlan; headers: HttpHeaders } {
  const { method } = request;
  const { status, version = "1.1", body } = response;
  const { reason = reasonPhrase(status) } = response;
  const line = `HTTP/${version} ${status} ${reason}`;
  parseStatusLine(line);
  const headers = new HttpHeaders(response.headers);
  const plan = isNeverFramed(status, method)
    ? planNothing(headers, line)
    : planBody(headers, status === 205 ? null : body, { // RFC 9110 §15.3.6
      // The version in the status line is the server's own (RFC 9110 §6.2); framing must suit the client's.
      version: request.version === "1.0" ? "1.0" : version,
      side: "response",
      bodiless: method === "HEAD" || status === 304,
      sayEmpty: true,
    });
  return { head: `${line}\r\n${headers}\r\n`, plan, headers };
}

/** RFC 9110 §8.6, RFC 9112 §6.1: these answers have no body, and must not say how it would be framed. */
function isNeverFramed(status: number, method: string): boolean {
  return status < 200 || status === 204 ||
    (method === "CONNECT" && status < 300);
}
