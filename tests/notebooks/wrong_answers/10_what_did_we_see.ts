import { mutateSolution } from "../mutate_solution.ts";
import type { WrongAnswers } from "../wrong_answer.ts";

const truths = mutateSolution("10_what_did_we_see", "ex-promises");
const serve = mutateSolution("10_what_did_we_see", "ex-serve");

const order = (name: string, calls: string) =>
  `function ${name}(): string[] { return ${
    JSON.stringify(calls.split(", "))
  }; }`;

export const wrongAnswers: WrongAnswers = {
  "ex-promises": [
    {
      mistake: "a read waits for all it asked for",
      source: truths("b: false", "b: true"),
      says: "a read can be short",
    },
    {
      mistake: "the checksum notices everything",
      source: truths("h: false", "h: true"),
      says: "two swapped words",
    },
    {
      mistake: "nothing connects without accept",
      source: truths("g: true", "g: false"),
      says: "connecting when nobody accepts",
    },
  ],
  "ex-client-life": [
    {
      mistake: "connects before there is a socket",
      source: order(
        "clientLife",
        "getaddrinfo, connect, socket, send, recv, close",
      ),
      says: "which call came too early",
    },
    {
      mistake: "a call is missing",
      source: order("clientLife", "getaddrinfo, socket, connect, send, recv"),
      says: "exactly once",
    },
    {
      mistake: "waits for an answer before it asks",
      source: order(
        "clientLife",
        "getaddrinfo, socket, connect, recv, send, close",
      ),
      says: "which call came too early",
    },
    {
      mistake: "closes before it hears the answer",
      source: order(
        "clientLife",
        "getaddrinfo, socket, connect, send, close, recv",
      ),
      says: "which call came too early",
    },
  ],
  "ex-server-life": [
    {
      mistake: "accepts before it listens",
      source: order(
        "serverLife",
        "getaddrinfo, socket, setsockopt, bind, accept, listen, recv, send, close connfd, close listenfd",
      ),
      says: "which call came too early",
    },
    {
      mistake: "the option comes after bind",
      source: order(
        "serverLife",
        "getaddrinfo, socket, bind, setsockopt, listen, accept, recv, send, close connfd, close listenfd",
      ),
      says: "SO_REUSEADDR is for bind",
    },
    {
      mistake: "binds after it listens",
      source: order(
        "serverLife",
        "getaddrinfo, socket, setsockopt, listen, bind, accept, recv, send, close connfd, close listenfd",
      ),
      says: "which call came too early",
    },
    {
      mistake: "answers before it has heard the order",
      source: order(
        "serverLife",
        "getaddrinfo, socket, setsockopt, bind, listen, accept, send, recv, close connfd, close listenfd",
      ),
      says: "hear the guest before you answer",
    },
  ],
  "ex-serve": [
    {
      mistake: "one guest after the other",
      source: serve(
        "answerGuest(guest).catch",
        "await answerGuest(guest).catch",
      ),
      says: "before you accept the next",
    },
    {
      mistake: "HEAD gets a body",
      source: serve('body && method !== "HEAD"', "body"),
      says: "stop there",
    },
    {
      mistake: "Host is asked for in 1.0 too",
      source: serve(
        "const { method, target } = parseRequestHead(bytes);",
        `const { method, target, headers } = parseRequestHead(bytes);
         if (!headers.has("Host")) return { status: 400, reason: "Bad" };`,
      ),
      says: "not mandatory in HTTP/1.0",
    },
    {
      mistake: "silent guests may stay",
      source: serve("timeout: patience", "timeout: 60_000"),
      says: "answer its DeadlineError",
    },
    {
      mistake: "a head may be as long as it likes",
      source: serve("maxLength: 8192", "maxLength: 1e6"),
      says: "answer 431",
    },
    {
      mistake: "everything is there",
      source: serve('target !== "/syllabus.pdf"', "false"),
      says: "answer 404",
    },
    {
      mistake: "what is no request is not answered",
      source: serve('name === "HttpProtocolError"', "false"),
      says: "answer 400",
    },
  ],
};
