import type { Connection } from "../connection.ts";
import { type BodyPlan, planBody } from "./body_plan.ts";
import { checkHost } from "./check_host.ts";
import { Deadlines, type DeadlinesOptions } from "./deadlines.ts";
import { HttpHeaders } from "./http_headers.ts";
import type { OutgoingRequest } from "./outgoing_message.ts";
import { parseRequestLine } from "./parse_request_head.ts";
import { writeMessage } from "./write_body.ts";

/** RFC 9110 §8.6: for these an empty body is worth saying. */
const METHODS_WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

/**
 * Writes a request: the request line, the header lines, the body.
 *
 * `Content-Length` or `Transfer-Encoding: chunked` is added to suit the body, nothing else is: `Host` in
 * particular is yours to give. `timeout` holds for each write.
 *
 * @throws {HttpProtocolError} If what would go out breaks a rule; to send that on purpose, use `writeAll`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, readLine } from "sockets";
 * import { writeRequest } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeRequest(client, { target: "/cider", headers: { Host: "bar" } });
 * assertEquals(await readLine(guest), "GET /cider HTTP/1.1");
 * ```
 */
export async function writeRequest(
  connection: Connection<Deno.Addr>,
  request: OutgoingRequest,
  options: DeadlinesOptions = {},
): Promise<void> {
  const { head, plan } = formatRequest(request);
  const deadlines = new Deadlines(options);
  await writeMessage(connection, head, plan, deadlines, request.trailers);
}

/** The head of a request as it goes over the wire, and how its body will follow; adds to `headers` what says so. */
export function formatRequest(
  request: OutgoingRequest,
  headers: HttpHeaders = new HttpHeaders(request.headers),
): { head: string; plan: BodyPlan } {
  const { method = "GET", target, version = "1.1" } = request;
  const line = `${method} ${target} HTTP/${version}`;
  parseRequestLine(line);
  checkHost(headers, version);
  const plan = planBody(headers, request.body, {
    version,
    side: "request",
    bodiless: false,
    sayEmpty: METHODS_WITH_BODY.has(method),
  });
  return { head: `${line}\r\n${headers}\r\n`, plan };
}
