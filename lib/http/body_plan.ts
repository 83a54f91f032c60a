import { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import type { OutgoingBody } from "./outgoing_message.ts";
import type { HttpVersion } from "./parse_response_head.ts";

/** How a body will be sent, with the headers that say so. */
export type BodyPlan =
  | { kind: "none" }
  | { kind: "bytes"; bytes: Uint8Array }
  | { kind: "length"; length: number; pieces: AsyncIterable<Uint8Array> }
  | { kind: "chunked"; pieces: AsyncIterable<Uint8Array> }
  | { kind: "until close"; pieces: AsyncIterable<Uint8Array> };

/** What decides about the framing besides the body. */
export interface BodyPlanContext {
  version: HttpVersion;
  /** A response may end with the connection, a request may not. */
  side: "request" | "response";
  /** Whether no body may follow whatever the headers say: HEAD, 1xx, 204, 304. */
  bodiless: boolean;
  /** Whether `Content-Length: 0` should be said where there is no body (RFC 9110 §8.6). */
  sayEmpty: boolean;
}

/**
 * Chooses the framing of a body that is to be sent, and adds the header line for it (RFC 9112 §6).
 *
 * @throws {HttpProtocolError} If the headers given contradict the body.
 */
export function planBody(
  headers: HttpHeaders,
  body: OutgoingBody | undefined,
  context: BodyPlanContext,
): BodyPlan {
  const given = headers.get("Content-Length");
  if (context.bodiless) {
    if (typeof body === "string" || body instanceof Uint8Array) {
      sayLength(headers, given, toBytes(body).length, context);
    }
    return { kind: "none" };
  }
  if (body === undefined || body === null) {
    if (headers.has("Transfer-Encoding")) {
      return planStream(headers, pieces(), given, context);
    }
    if (given !== null && given !== "0") {
      throw contradiction(`Content-Length: ${given}`, "there is no body");
    }
    if (context.sayEmpty && given === null) headers.set("Content-Length", "0");
    return { kind: "none" };
  }
  if (typeof body === "string" || body instanceof Uint8Array) {
    const bytes = toBytes(body);
    if (headers.has("Transfer-Encoding")) {
      return planStream(headers, pieces(bytes), given, context);
    }
    sayLength(headers, given, bytes.length, context);
    return { kind: "bytes", bytes };
  }
  return planStream(headers, body, given, context);
}

/** The plan for a message that must not be framed; `line` is its first. */
export function planNothing(headers: HttpHeaders, line: string): BodyPlan {
  for (const name of ["Content-Length", "Transfer-Encoding"]) {
    if (!headers.has(name)) continue;
    throw contradiction(
      `${name}: ${headers.get(name)}`,
      `${quoteLine(line)} has no body`,
    );
  }
  return { kind: "none" };
}

function sayLength(
  headers: HttpHeaders,
  given: string | null,
  length: number,
  { bodiless, version }: BodyPlanContext,
): void {
  if (given !== null && given !== String(length)) {
    const line = `Content-Length: ${given}`;
    throw contradiction(line, `the body has ${length} octets`);
  }
  if (bodiless && version === "1.1" && headers.has("Transfer-Encoding")) return;
  headers.set("Content-Length", String(length));
}

function planStream(
  headers: HttpHeaders,
  pieces: AsyncIterable<Uint8Array>,
  given: string | null,
  { version, side }: BodyPlanContext,
): BodyPlan {
  const coding = headers.get("Transfer-Encoding");
  if (given !== null) {
    const line = `Content-Length: ${given}`;
    if (coding !== null) {
      throw contradiction(line, "Transfer-Encoding stands there too");
    }
    if (!/^[0-9]{1,15}$/.test(given)) {
      throw contradiction(line, "it is not a number");
    }
    return { kind: "length", length: Number(given), pieces };
  }
  if (coding !== null && coding.toLowerCase() !== "chunked") {
    const line = `Transfer-Encoding: ${coding}`;
    throw contradiction(line, "only chunked is implemented");
  }
  if (version === "1.1") {
    if (coding === null) headers.append("Transfer-Encoding", "chunked");
    return { kind: "chunked", pieces };
  }
  if (side === "response" && coding === null) {
    headers.set("Connection", "close");
    return { kind: "until close", pieces };
  }
  throw contradiction(
    "HTTP/1.0",
    "it can't chunk a stream; send bytes, or say the Content-Length",
  );
}

function toBytes(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

function pieces(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  return ReadableStream.from(all);
}

function contradiction(line: string, state: string): HttpProtocolError {
  return new HttpProtocolError(
    `Cannot send a message with ${quoteLine(line)}: ${state}`,
    { line, section: "RFC 9112 §6" },
  );
}
