import type { Connection } from "../connection.ts";
import { AbortError, DeadlineError } from "../errors.ts";
import type { BodyFraming } from "./body_framing.ts";
import type { BodyPlan } from "./body_plan.ts";
import { discard } from "./discard.ts";
import type { FetchSettings } from "./fetch_settings.ts";
import type { HttpBodyOptions } from "./http_body.ts";
import type { HttpHeadersInit } from "./http_headers.ts";
import type { HttpResponse } from "./http_response.ts";
import type { ResponseHead } from "./parse_response_head.ts";
import { type ReceiveOptions, receiveResponse } from "./read_response.ts";
import { writeBody, writeMessage } from "./write_body.ts";

/** A request ready to go out. */
export interface FormattedRequest {
  head: string;
  plan: BodyPlan;
  trailers?: () => HttpHeadersInit;
}

/** How to receive what answers a request. */
export interface Receiving extends ReceiveOptions {
  /** Called once the last octet of the request is in the system's hands. */
  onRequestSent: () => void;
}

/** A body up to this size fits into the system's buffers, so that sending it can't wait for the server. */
const SMALL_BODY = 16 * 1024;

/** RFC 9110 §10.1.1: how long to wait for 100 (Continue) before sending the body all the same. */
const CONTINUE_TIMEOUT = 1000;

/** How long to wait for an answer that explains why the server stopped reading. */
const EXPLANATION_TIMEOUT = 1000;

/** A timer can't wait longer (it would go off at once): some 25 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Sends a request and reads the head of the response to it. */
export async function sendAndReceive(
  connection: Connection,
  request: FormattedRequest,
  receiving: Receiving,
  settings: FetchSettings,
): Promise<HttpResponse> {
  const { head, plan } = request;
  const small = plan.kind === "none" ||
    (plan.kind === "bytes" && plan.bytes.length <= SMALL_BODY);
  if (!small || settings.expectContinue) {
    return await new Upload(connection, request, receiving, settings).run();
  }
  const { deadlines, timeouts } = settings;
  const writing = deadlines.with(timeouts.request);
  await writeMessage(connection, head, plan, writing);
  receiving.onRequestSent();
  return await receiveResponse(connection, receiving);
}

/**
 * Sends a large request while it listens for the answer, which may come before the last octet is out.
 *
 * RFC 9112 §9.5: a client that sees an error while it sends should stop sending.
 */
class Upload {
  readonly #connection: Connection;
  readonly #request: FormattedRequest;
  readonly #receiving: Receiving;
  readonly #settings: FetchSettings;
  /** Ends the sending. */
  readonly #stop = new AbortController();
  /** Ends the wait for the head of the response. */
  readonly #giveUp = new AbortController();
  readonly #mayGoOn = Promise.withResolvers<void>();
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Whether nobody waits for the head of the response any more; the sending may still go on then. */
  #received = false;

  constructor(
    connection: Connection,
    request: FormattedRequest,
    receiving: Receiving,
    settings: FetchSettings,
  ) {
    this.#connection = connection;
    this.#request = request;
    this.#receiving = receiving;
    this.#settings = settings;
  }

  async run(): Promise<HttpResponse> {
    const sending = this.#send().then(
      () => this.#wasSent(),
      (error) => this.#wasNotSent(error),
    );
    try {
      const response = await this.#receive();
      // What a success says of the connection does not tell whether the server still reads.
      if (response.status >= 300) this.#stop.abort();
      return response;
    } catch (error) {
      this.#stop.abort();
      this.#mayGoOn.resolve();
      await sending;
      throw error instanceof AbortError && this.#giveUp.signal.aborted
        ? this.#giveUp.signal.reason
        : error;
    } finally {
      this.#received = true;
      clearTimeout(this.#patience);
      this.#mayGoOn.resolve();
    }
  }

  async #send(): Promise<void> {
    const { head, plan, trailers } = this.#request;
    const { deadlines, timeouts, expectContinue } = this.#settings;
    const writing = deadlines.with(
      timeouts.request,
      this.#either(this.#stop.signal),
    );
    if (!expectContinue) {
      return await writeMessage(
        this.#connection,
        head,
        plan,
        writing,
        trailers,
      );
    }
    await writeMessage(this.#connection, head, { kind: "none" }, writing);
    const impatience = setTimeout(this.#mayGoOn.resolve, CONTINUE_TIMEOUT);
    await this.#mayGoOn.promise;
    clearTimeout(impatience);
    this.#stop.signal.throwIfAborted();
    await writeBody(this.#connection, plan, writing, trailers);
  }

  #receive(): Promise<HttpResponse> {
    const { deadlines } = this.#settings;
    return receiveResponse(this.#connection, {
      ...this.#receiving,
      // As long as something goes out there is no reason to be impatient: #wasSent sets the deadline.
      deadlines: deadlines.with(
        Infinity,
        this.#either(this.#giveUp.signal),
      ),
      onInterim: (head) => head.status === 100 && this.#mayGoOn.resolve(),
      body: (head, framing) => this.#endWith(head, framing),
    });
  }

  /** Once nobody reads the answer any more, its connection is closed, and nothing is left to send. */
  #endWith(head: ResponseHead, framing: BodyFraming): HttpBodyOptions {
    const options = this.#receiving.body?.(head, framing) ?? {};
    return {
      ...options,
      onEnd: () => {
        options.onEnd?.();
        this.#stop.abort();
      },
      onFailure: () => {
        options.onFailure?.();
        this.#stop.abort();
      },
    };
  }

  #wasSent(): void {
    this.#receiving.onRequestSent();
    const timeout = this.#settings.timeouts.firstByte;
    this.#giveUpAfter(
      timeout,
      new DeadlineError(
        `Cannot read the response: nothing came within ${timeout} ms after the request`,
        { timeout },
      ),
    );
  }

  #wasNotSent(error: unknown): void {
    const { plan } = this.#request;
    // Locked: it was begun, and is told by who read it.
    if ("pieces" in plan) discard(plan.pieces).catch(() => {});
    this.#giveUpAfter(EXPLANATION_TIMEOUT, error);
  }

  #giveUpAfter(timeout: number, reason: unknown): void {
    if (timeout > LONGEST_TIMER || this.#received) return;
    this.#patience = setTimeout(() => this.#giveUp.abort(reason), timeout);
  }

  #either(signal: AbortSignal): AbortSignal {
    const outer = this.#settings.deadlines.signal;
    return outer ? AbortSignal.any([outer, signal]) : signal;
  }
}
