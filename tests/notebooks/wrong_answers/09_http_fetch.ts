import { mutateSolution } from "../mutate_solution.ts";
import type { WrongAnswers } from "../wrong_answer.ts";

const framing = mutateSolution("09_http_fetch", "ex-framing");
const chunked = mutateSolution("09_http_fetch", "ex-chunked");
const follow = mutateSolution("09_http_fetch", "ex-follow");
const fetch = mutateSolution("09_http_fetch", "ex-fetch");

export const wrongAnswers: WrongAnswers = {
  "ex-framing": [
    {
      mistake: "an answer to HEAD has the length it names",
      source: framing('method === "HEAD" || noBody', "noBody"),
      says: "GET would have got",
    },
    {
      mistake: "304 has a body",
      source: framing("status === 304", "false"),
      says: "whatever they say",
    },
    {
      mistake: "the coding is compared with its case",
      source: framing(".trim().toLowerCase()", ".trim()"),
      says: "upper or lower case",
    },
    {
      mistake: "any length that Number takes",
      source: framing("!/^\\d+$/.test(length)", "isNaN(Number(length))"),
      says: "only digits are a length",
    },
    {
      mistake: "equal lengths are refused",
      source: framing("lengths.size > 1", 'line.includes(",")'),
      says: "equal numbers is one number",
    },
  ],
  "ex-chunked": [
    {
      mistake: "the size is decimal",
      source: chunked("parseInt(digits, 16)", "parseInt(digits, 10)"),
      says: "parseInt(digits, 16)",
    },
    {
      mistake: "the end before the last chunk is a success",
      source: chunked("if (line !== null) return line;", 'return line ?? "";'),
      says: "expected an error",
    },
    {
      mistake: "the trailers are left for the next message",
      source: chunked('while (await nextLine() !== "");', ""),
      says: "read the empty line behind the last chunk",
    },
    {
      mistake: "what follows the data is not looked at",
      source: chunked('end !== ""', "false"),
      says: "an empty line must follow the data",
    },
    {
      mistake: "extensions are an error",
      source: chunked("[ \\t]*(;|$)", "$"),
      says: "ignore what follows ;",
    },
  ],
  "ex-follow": [
    {
      mistake: "304 is followed",
      source: follow(
        "[301, 302, 303, 307, 308]",
        "[301, 302, 303, 304, 307, 308]",
      ),
      says: "the copy you have is still right",
    },
    {
      mistake: "the fragment is lost",
      source: follow(
        'if (next.hash === "") next.hash = new URL(request.url).hash;',
        "",
      ),
      says: "then the fragment",
    },
    {
      mistake: "everything becomes GET after 302",
      source: follow(
        'status < 303 && request.method === "POST"',
        "status < 303",
      ),
      says: "only POST becomes GET",
    },
    {
      mistake: "307 turns POST into GET",
      source: follow("status < 303", "status < 308"),
      says: "nothing changes",
    },
    {
      mistake: "any scheme is followed",
      source: follow("!/^https?:$/.test(next.protocol)", "false"),
      says: "your own files",
    },
  ],
  "ex-fetch": [
    {
      mistake: "no query in the target",
      source: fetch("${url.pathname}${url.search}", "${url.pathname}"),
      says: "path and query",
    },
    {
      mistake: "Host without its port",
      source: fetch("Host: ${url.host}", "Host: ${url.hostname}"),
      says: "with its port",
    },
    {
      mistake: "interim answers are taken for the final one",
      source: fetch("head.status < 200", "head.status < 100"),
      says: "skip 1xx answers",
    },
    {
      mistake: "the body is whatever comes until the close",
      source: fetch(
        "await readExactly(connection, framing, { timeout })",
        "await readToEnd(connection, { timeout })",
      ),
      says: "cut off is an error",
    },
    {
      mistake: "a status line is not looked at",
      source: fetch("status === undefined", "false"),
      says: "three digits",
    },
    {
      mistake: "redirects are not followed",
      source: fetch("next === null", "true"),
      says: "connect again",
    },
    {
      mistake: "after many redirects it gives up with the last answer",
      source: fetch(
        "if (next === null) return",
        "if (next === null || hop === maxRedirects) return",
      ),
      says: "stop after maxRedirects",
    },
    {
      mistake: "five redirects, whatever was asked for",
      source: fetch("hop <= maxRedirects", "hop <= 5"),
      says: "one more than maxRedirects is an error",
    },
    {
      mistake: "no timeout between chunks",
      source: fetch(
        "await readChunked(connection, { timeout })",
        "await readChunked(connection, { timeout: 900 })",
      ),
      says: "in readChunked too",
    },
  ],
};
