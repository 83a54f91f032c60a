import { connect } from "../connect.ts";
import type { Connection } from "../connection.ts";
import { startTls } from "../start_tls.ts";
import { certificateError } from "./certificate_error.ts";
import type { FetchSettings } from "./fetch_settings.ts";
import { endPhase, type FetchTimeline } from "./fetch_timeline.ts";
import { isStillIdle } from "./http_pool.ts";
import { isReplayable } from "./outgoing_message.ts";
import type { FetchRequest } from "./redirect.ts";

/** RFC 9110 §9.2.2: sent twice, these do what they do once. */
const IDEMPOTENT = new Set([
  "GET",
  "HEAD",
  "OPTIONS",
  "TRACE",
  "PUT",
  "DELETE",
]);

/** A connection that belongs to one exchange until it is given back. */
export interface Lease {
  connection: Connection;
  /** Whether another exchange had it before: the server may be closing it right now. */
  reused: boolean;
  /** Ends the lease; a connection in good order is kept for the next exchange, if there is a pool. */
  giveBack(inGoodOrder: boolean): void;
}

/** Whether a request may be repeated if the connection fails before an answer comes (RFC 9112 §9.3.1). */
export function isRepeatable({ method, body }: FetchRequest): boolean {
  return IDEMPOTENT.has(method) && isReplayable(body);
}

/** Takes an idle connection to the origin unless it must be `fresh`, or opens one: name, addresses, TLS. */
export function openConnection(
  request: FetchRequest,
  settings: FetchSettings,
  timeline: FetchTimeline,
  fresh: boolean,
): Promise<Lease> | Lease {
  const { origin } = request.url;
  const key = settings.caCerts
    ? [origin, ...settings.caCerts].join("\n")
    : origin;
  const idle = fresh ? undefined : settings.pool?.take(key);
  return idle && isRepeatable(request)
    ? lease(idle, true, key, settings)
    : checkOrDial(idle, key, request, settings, timeline);
}

async function checkOrDial(
  idle: Connection | undefined,
  key: string,
  request: FetchRequest,
  settings: FetchSettings,
  timeline: FetchTimeline,
): Promise<Lease> {
  if (idle && await isStillIdle(idle)) return lease(idle, true, key, settings);
  idle?.close();
  return lease(await dial(request, settings, timeline), false, key, settings);
}

function lease(
  connection: Connection,
  reused: boolean,
  key: string,
  { pool }: FetchSettings,
): Lease {
  let over = false;
  return {
    connection,
    reused,
    giveBack(inGoodOrder) {
      if (over) return;
      over = true;
      if (inGoodOrder && pool) pool.give(key, connection);
      else connection.close();
    },
  };
}

async function dial(
  { url }: FetchRequest,
  { deadlines, timeouts, caCerts }: FetchSettings,
  timeline: FetchTimeline,
): Promise<Connection> {
  const start = performance.now();
  const connection = await connect(
    url.hostname,
    url.port,
    deadlines.with(timeouts.connect).next(),
  );
  // connect() does both, and the first attempt starts once the name is resolved.
  const resolved = connection.attempts[0]?.start ?? start;
  endPhase(timeline, "resolve", start, resolved);
  const connected = endPhase(timeline, "connect", resolved);
  if (!url.secure) return connection;
  try {
    const secure = await startTls(connection, {
      ...deadlines.with(timeouts.tls).next(),
      hostname: url.hostname,
      caCerts,
      alpnProtocols: ["http/1.1"],
    });
    endPhase(timeline, "tls", connected);
    return secure;
  } catch (failure) {
    connection.close();
    throw certificateError(failure, url.hostname) ?? failure;
  }
}
