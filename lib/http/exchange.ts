import { ConnectionResetError, UnexpectedEndError } from "../errors.ts";
import { checkPartialContent } from "./check_partial_content.ts";
import { connectionPersists, listMembers } from "./connection_persists.ts";
import { bodyDecoder, DECODED_CODINGS } from "./decode_body.ts";
import type { FetchSettings } from "./fetch_settings.ts";
import { endPhase, type FetchTimeline } from "./fetch_timeline.ts";
import { HttpHeaders } from "./http_headers.ts";
import type { HttpResponse } from "./http_response.ts";
import { isRepeatable, type Lease, openConnection } from "./open_connection.ts";
import { isReplayable } from "./outgoing_message.ts";
import type { FetchRequest, Redirect } from "./redirect.ts";
import { type Receiving, sendAndReceive } from "./send_and_receive.ts";
import { formatRequest } from "./write_request.ts";

/** One hop of a fetch: a connection, the request, the head of the response; once more where that is worth it. */
export async function exchange(
  request: FetchRequest,
  settings: FetchSettings,
  redirects: Redirect[],
): Promise<HttpResponse> {
  for (let fresh = false;; fresh = true) {
    const timeline: FetchTimeline = { phases: [] };
    const lease = await openConnection(request, settings, timeline, fresh);
    try {
      const hop = { settings, timeline, redirects };
      const response = await converse(request, lease, hop);
      checkPartialContent(request, response);
      if (!invitesRepetition(response, request, lease, settings)) {
        return response;
      }
      response.close();
      settings = { ...settings, expectContinue: false };
    } catch (error) {
      const unanswered = endedUnanswered(error);
      lease.giveBack(false);
      // The server closed an idle connection just when the request went out: only a fresh one tells more.
      if (lease.reused && unanswered && isRepeatable(request)) continue;
      throw error;
    }
  }
}

/** Whether the answer only says that the request was not looked at, and another try may do better. */
function invitesRepetition(
  { status }: HttpResponse,
  request: FetchRequest,
  { reused }: Lease,
  { expectContinue = false }: FetchSettings,
): boolean {
  switch (status) {
    case 408: // RFC 9110 §15.5.9: so some servers take leave of an idle connection.
      return reused && isRepeatable(request);
    case 417: // RFC 9110 §10.1.1: this server knows no 100 (Continue).
      return expectContinue && isReplayable(request.body);
  }
  return false;
}

function endedUnanswered(error: unknown): boolean {
  return error instanceof ConnectionResetError ||
    (error instanceof UnexpectedEndError && error.received.length === 0);
}

interface Hop {
  settings: FetchSettings;
  timeline: FetchTimeline;
  redirects: Redirect[];
}

function converse(
  request: FetchRequest,
  lease: Lease,
  hop: Hop,
): Promise<HttpResponse> {
  const headers = requestHeaders(request, hop.settings);
  const { method, body, url: { target } } = request;
  const { version } = hop.settings;
  const message = formatRequest({ method, target, version, body }, headers);
  return sendAndReceive(
    lease.connection,
    message,
    receiving(request, headers, lease, hop),
    hop.settings,
  );
}

/** The header lines of a request: `Host` first (RFC 9110 §7.2), then the user's, then what they left open. */
function requestHeaders(
  request: FetchRequest,
  { pool, version, decode, expectContinue }: FetchSettings,
): HttpHeaders {
  const headers = new HttpHeaders();
  if (!request.headers.has("Host")) {
    headers.append("Host", request.url.authority);
  }
  for (const [name, value] of request.headers) headers.append(name, value);
  if (!headers.has("Connection")) {
    if (!pool) headers.append("Connection", "close");
    else if (version === "1.0") headers.append("Connection", "keep-alive");
  }
  if (decode && !headers.has("Accept-Encoding")) {
    headers.append("Accept-Encoding", DECODED_CODINGS);
  }
  if (expectContinue && request.body !== null && version === "1.1") {
    headers.set("Expect", "100-continue");
  }
  return headers;
}

/** How the response is to be read: what ends each phase, and what becomes of the connection. */
function receiving(
  request: FetchRequest,
  requestHeaders: HttpHeaders,
  lease: Lease,
  { settings, timeline, redirects }: Hop,
): Receiving {
  const { deadlines, timeouts, limits, decode = false } = settings;
  const start = performance.now();
  let sent: number | undefined;
  let firstOctets = start;
  return {
    method: request.method,
    limits,
    deadlines: deadlines.with(timeouts.firstByte),
    bodyDeadlines: deadlines.with(timeouts.body),
    onRequestSent: () => sent = performance.now(),
    onFirstOctets: () => firstOctets = performance.now(),
    origin: { url: request.url.href, timeline, redirects: [...redirects] },
    body(head, framing) {
      // A server may answer before it has read the whole request.
      const requestEnd = Math.min(sent ?? firstOctets, firstOctets);
      endPhase(timeline, "request", start, requestEnd);
      endPhase(timeline, "first byte", requestEnd, firstOctets);
      return {
        decode: bodyDecoder(head, framing, { decodeContent: decode, limits }),
        onFailure: () => lease.giveBack(false),
        onEnd() {
          endPhase(timeline, "body", firstOctets);
          lease.giveBack(
            sent !== undefined && head.status !== 101 &&
              !asksToClose(requestHeaders) && connectionPersists(head, framing),
          );
        },
      };
    },
  };
}

function asksToClose(headers: HttpHeaders): boolean {
  const connection = headers.get("Connection");
  return connection !== null && listMembers(connection).includes("close");
}
