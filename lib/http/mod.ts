/** HTTP/1.x by hand. */
export * from "./http_protocol_error.ts";
export * from "./http_limits.ts";
export * from "./octets.ts";
export * from "./http_headers.ts";
export * from "./parse_response_head.ts";
export * from "./parse_request_head.ts";
export * from "./request_target.ts";
export * from "./parse_chunk_line.ts";
export * from "./body_framing.ts";
export * from "./connection_persists.ts";
export * from "./parse_http_url.ts";
