/**
 * HTTP/1.x by hand: fetch, serve, and everything between octets and messages.
 *
 * @module
 */

// Fetch a URL.
export { httpFetch } from "./http_fetch.ts";
export type { FetchTimeouts, HttpFetchOptions } from "./fetch_settings.ts";
export { HttpResponse } from "./http_response.ts";
export { HttpBody } from "./http_body.ts";
export { HttpHeaders, type HttpHeadersInit } from "./http_headers.ts";
export type { Redirect } from "./redirect.ts";
export type {
  FetchPhase,
  FetchPhaseName,
  FetchTimeline,
} from "./fetch_timeline.ts";
export { HttpPool } from "./http_pool.ts";

// Messages over a connection.
export { writeRequest } from "./write_request.ts";
export { readResponse, type ReadResponseOptions } from "./read_response.ts";
export { readRequest, type ReadRequestOptions } from "./read_request.ts";
export { HttpRequest } from "./http_request.ts";
export {
  type AnsweredRequest,
  writeResponse,
  type WriteResponseOptions,
} from "./write_response.ts";
export type {
  OutgoingBody,
  OutgoingRequest,
  OutgoingResponse,
} from "./outgoing_message.ts";
export type { DeadlinesOptions } from "./deadlines.ts";
export { reasonPhrase } from "./reason_phrase.ts";

// Serve.
export { serveHttp, type ServeHttpOptions } from "./serve_http.ts";
export type { HttpHandler } from "./http_handler.ts";
export { serveFiles } from "./serve_files.ts";
export { LECTURE_PORT, lectureSite } from "./lecture_site.ts";
export { SYLLABUS_LENGTH, syllabusPdf } from "./syllabus_pdf.ts";

// Parsing: octets in, parts out, no connection anywhere.
export { parseRequestHead, type RequestHead } from "./parse_request_head.ts";
export {
  type HttpVersion,
  type ParseHeadOptions,
  parseResponseHead,
  type ResponseHead,
} from "./parse_response_head.ts";
export { findHeadEnd } from "./find_head_end.ts";
export {
  parseRequestTarget,
  type RequestTarget,
  type RequestTargetForm,
} from "./request_target.ts";
export { type HttpUrl, parseHttpUrl } from "./parse_http_url.ts";
export {
  type BodyFraming,
  requestBodyFraming,
  responseBodyFraming,
} from "./body_framing.ts";
export { type ChunkLine, parseChunkLine } from "./parse_chunk_line.ts";
export { connectionPersists } from "./connection_persists.ts";
export {
  type ContentRange,
  parseContentRange,
} from "./check_partial_content.ts";
export { type ByteRange, parseRange } from "./byte_range.ts";
export {
  evaluateIfRange,
  evaluatePreconditions,
  type Validators,
} from "./preconditions.ts";
export { mediaType } from "./media_type.ts";
export { bodyText } from "./body_text.ts";
export { decodeOctets, encodeOctets } from "./octets.ts";

// What can go wrong, and how much is too much.
export {
  HttpProtocolError,
  type HttpProtocolErrorOptions,
  quoteLine,
} from "./http_protocol_error.ts";
export { CertificateError } from "./certificate_error.ts";
export {
  DEFAULT_HTTP_LIMITS,
  type HttpLimits,
  httpLimits,
} from "./http_limits.ts";
