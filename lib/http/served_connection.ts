import { type Connection, inflowOf } from "../connection.ts";
import {
  ClosedError,
  ConnectionResetError,
  DeadlineError,
  SocketError,
  UnexpectedEndError,
} from "../errors.ts";
import { connectionPersists } from "./connection_persists.ts";
import { Deadlines } from "./deadlines.ts";
import { discard } from "./discard.ts";
import type { HttpHandler } from "./http_handler.ts";
import { HttpHeaders } from "./http_headers.ts";
import type { HttpRequest } from "./http_request.ts";
import { FAILURE, refusalOf } from "./plain_answer.ts";
import { lingerAndClose } from "./linger_and_close.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";
import { awaitsContinue, readRequest } from "./read_request.ts";
import type { ServeHttpOptions } from "./serve_http.ts";
import { writeMessage } from "./write_body.ts";
import { formatResponse } from "./write_response.ts";

/** More than this of an unread body is not worth reading to save a connection. */
const DRAINED_BODY = 256 * 1024;

const DEFAULT_TIMEOUT = 10_000;
const DEFAULT_IDLE_TIMEOUT = 60_000;

/**
 * One client's connection, from its first request to the close.
 *
 * ```
 *   idle ──octets──▶ reading a head ──▶ answering ──persists──▶ idle
 *     │                    │ malformed      │ does not persist
 *     └─end, too long──────┴────────────────┴──▶ closing write, draining, closed
 * ```
 */
export class ServedConnection {
  readonly #connection: Connection<Deno.Addr>;
  readonly #options: ServeHttpOptions & { handler: HttpHandler };
  readonly #deadlines: Deadlines;
  #idle = false;
  #finishing = false;

  constructor(
    connection: Connection<Deno.Addr>,
    options: ServeHttpOptions & { handler: HttpHandler },
  ) {
    this.#connection = connection;
    this.#options = options;
    const { timeout = DEFAULT_TIMEOUT } = options;
    this.#deadlines = new Deadlines({ timeout });
  }

  /** Closes at once if nothing is being answered, otherwise after that. */
  finish(): void {
    this.#finishing = true;
    if (this.#idle) this.#connection.close();
  }

  /** Answers request after request. It ends, with the connection closed, when the client or the server wants. */
  async serve(): Promise<void> {
    using connection = this.#connection;
    try {
      while (await this.#isAsked()) {
        if (!await this.#answerNext()) break;
      }
      await lingerAndClose(connection);
    } catch (error) {
      if (!isTheClientsChoice(error)) throw error;
    }
  }

  /** Waits for the first octet of another request; `false` if none comes. */
  async #isAsked(): Promise<boolean> {
    const inflow = inflowOf(this.#connection);
    if (inflow.buffer.length > 0) return true;
    if (this.#finishing) return false;
    const { idleTimeout = DEFAULT_IDLE_TIMEOUT } = this.#options;
    const wait = inflow.begin("wait for a request from", {
      timeout: idleTimeout,
    });
    this.#idle = true;
    try {
      return await inflow.fill(wait);
    } catch (error) {
      if (error instanceof DeadlineError) return false;
      throw error;
    } finally {
      this.#idle = false;
      inflow.finish(wait);
    }
  }

  /** Whether the connection can carry another request after this one. */
  async #answerNext(): Promise<boolean> {
    let request: HttpRequest | null;
    try {
      const { limits, timeout } = this.#options;
      request = await readRequest(this.#connection, { limits, timeout });
    } catch (error) {
      await this.#refuse(error);
      return false;
    }
    if (request === null) return false;
    const response = await this.#ask(request);
    return await this.#respond(request, response) &&
      await this.#readToNext(request);
  }

  async #ask(request: HttpRequest): Promise<OutgoingResponse> {
    try {
      return await this.#options.handler(request);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return refusal;
      this.#options.onError?.(error);
      return FAILURE;
    }
  }

  /** Writes the answer, and says whether the connection persists. */
  async #respond(
    request: HttpRequest,
    response: OutgoingResponse,
  ): Promise<boolean> {
    const { trailers, body } = response;
    // The answer's body is the client's own: that must be on its way before the answer is (RFC 9110 §15.2).
    if (body === request.body) await request.body.invite();
    const { head, plan, headers } = this.#format(request, response);
    request.body.inviteNobody();
    try {
      await writeMessage(
        this.#connection,
        head,
        plan,
        this.#deadlines,
        trailers,
      );
    } finally {
      if (!("pieces" in plan)) await discard(body);
    }
    if (opensTunnel(request, response)) return false;
    return connectionPersists({ version: "1.1", headers }, { kind: "none" });
  }

  /** A handler's answer that breaks a rule is the server's failure, not the client's. */
  #format(request: HttpRequest, response: OutgoingResponse) {
    try {
      const headers = this.#completeHeaders(request, response.headers);
      return formatResponse({ ...response, headers }, request);
    } catch (error) {
      this.#options.onError?.(error);
      const headers = { Connection: "close" };
      return formatResponse({ ...FAILURE, headers }, request);
    }
  }

  #completeHeaders(
    request: HttpRequest,
    given: OutgoingResponse["headers"],
  ): HttpHeaders {
    const headers = new HttpHeaders(given);
    if (!headers.has("Date")) headers.append("Date", new Date().toUTCString());
    const asked = headers.get("Connection");
    if (this.#finishing || !this.#mayPersist(request)) {
      headers.set("Connection", "close");
    } else if (asked === null && request.version === "1.0") {
      headers.append("Connection", "keep-alive");
    }
    return headers;
  }

  #mayPersist(request: HttpRequest): boolean {
    // A client that waits for 100 (Continue) may or may not send its body now: nobody can tell what comes next.
    const held = awaitsContinue(request, request.body.framing) &&
      !request.body.started;
    return request.persists && !held && !request.body.failed;
  }

  /** Reads what the handler left of the body; `false` if that is too much, or goes wrong: it is answered already. */
  async #readToNext({ body }: HttpRequest): Promise<boolean> {
    try {
      return body.ended || await body.drain(DRAINED_BODY);
    } catch (error) {
      if (error instanceof SocketError) return false;
      throw error;
    }
  }

  /** Answers what could not be read as a request, if there is anything to say. */
  async #refuse(error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const headers = new HttpHeaders(refusal.headers);
    headers.append("Date", new Date().toUTCString());
    headers.append("Connection", "close");
    const { head, plan } = formatResponse({ ...refusal, headers });
    await writeMessage(this.#connection, head, plan, this.#deadlines);
  }
}

/** Whether what the client sends from now on is no HTTP/1.1 any more (RFC 9110 §9.3.6, §15.2.2). */
function opensTunnel(
  { method }: HttpRequest,
  { status }: OutgoingResponse,
): boolean {
  return status === 101 ||
    (method === "CONNECT" && status >= 200 && status < 300);
}

function isTheClientsChoice(error: unknown): boolean {
  return error instanceof ConnectionResetError ||
    error instanceof UnexpectedEndError || error instanceof ClosedError;
}
