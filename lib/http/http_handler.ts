import type { HttpRequest } from "./http_request.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";

/**
 * Answers one request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, type HttpHandler, serveHttp } from "sockets/http";
 *
 * const menu: HttpHandler = ({ target }) =>
 *   target === "/cider" ? { status: 200, body: "3.50" } : { status: 404 };
 * using bar = await listen();
 * const serving = serveHttp(bar, menu);
 * const answer = await httpFetch(`http://127.0.0.1:${bar.addr.port}/cider`);
 * assertEquals(await answer.text(), "3.50");
 * bar.close();
 * await serving;
 * ```
 */
export type HttpHandler = (
  request: HttpRequest,
) => OutgoingResponse | Promise<OutgoingResponse>;
