import { DeadlineError } from "../errors.ts";
import { HttpProtocolError } from "./http_protocol_error.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";

/** The answer to a request that breaks a rule, or does not come to its end in time. */
export function refusalOf(error: unknown): OutgoingResponse | null {
  if (error instanceof HttpProtocolError) {
    return plainAnswer(error.status, error.message);
  }
  return error instanceof DeadlineError
    ? plainAnswer(408, error.message)
    : null;
}

/** A short answer in words. */
function plainAnswer(status: number, words: string): OutgoingResponse {
  return {
    status,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "X-Content-Type-Options": "nosniff",
    },
    body: `${words}\n`,
  };
}

/** The answer where the handler fails: what went wrong is nobody's business but the server's. */
export const FAILURE = plainAnswer(
  500,
  "the server failed to answer this request",
);
