/** Heads parsed per second: `parse_rate.ts <parser> <amount>`. */
import { Buffer } from "node:buffer";
import { HTTPParser } from "http-parser-js";
import { parseResponseHead, responseBodyFraming } from "sockets/http";
import { printRate } from "../sockets/timed.ts";

/** Twelve fields, as the lecture's server and others like it send them. */
const HEAD = [
  "HTTP/1.1 200 OK",
  "Server: nginx/1.26.2",
  "Date: Mon, 02 Sep 2024 10:12:12 GMT",
  "Content-Type: application/pdf",
  "Content-Length: 121895",
  "Last-Modified: Mon, 02 Sep 2024 08:00:00 GMT",
  "Connection: keep-alive",
  'ETag: "66d58e20-1dc27"',
  "Cache-Control: max-age=3600",
  "Vary: Accept-Encoding",
  "X-Frame-Options: SAMEORIGIN",
  "Strict-Transport-Security: max-age=31536000",
  "Accept-Ranges: bytes",
  "\r\n",
].join("\r\n");

const PARSERS: Record<string, (count: number) => number> = {
  ours(count) {
    const bytes = new TextEncoder().encode(HEAD);
    let lengths = 0;
    for (let done = 0; done < count; done++) {
      const head = parseResponseHead(bytes);
      const framing = responseBodyFraming(head, "GET");
      if (framing.kind === "length") lengths += framing.length;
    }
    return lengths;
  },
  "http-parser-js"(count) {
    const bytes = Buffer.from(HEAD);
    let lengths = 0;
    const parser = new HTTPParser(HTTPParser.RESPONSE);
    for (let done = 0; done < count; done++) {
      parser.initialize(HTTPParser.RESPONSE);
      parser[HTTPParser.kOnHeadersComplete] = (info) => {
        const place = info.headers.indexOf("Content-Length");
        lengths += Number(info.headers[place + 1]);
        return 1; // No body follows.
      };
      const parsed = parser.execute(bytes);
      if (parsed !== bytes.length) throw new Error(`Cannot parse: ${parsed}`);
    }
    return lengths;
  },
};

const [parser, amount] = Deno.args;
await printRate((count) => {
  const lengths = PARSERS[parser](count);
  if (lengths === count * 121_895) return Promise.resolve();
  throw new Error(`Cannot count on "${parser}": its lengths sum to ${lengths}`);
}, Number(amount));
