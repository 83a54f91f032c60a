import { mutateSolution } from "../mutate_solution.ts";
import type { WrongAnswers } from "../wrong_answer.ts";

const stays = mutateSolution("08_http_by_hand", "ex-persists");
const request = mutateSolution("08_http_by_hand", "ex-request");
const headerLine = mutateSolution("08_http_by_hand", "ex-header-line");
const order = mutateSolution("08_http_by_hand", "ex-read-order");

export const wrongAnswers: WrongAnswers = {
  "ex-persists": [
    {
      mistake: "the version is not looked at",
      source: stays('version === "1.1" ||', ""),
      says: "1.1 stays, 1.0 does not",
    },
    {
      mistake: "capitals matter",
      source: stays(".toLowerCase()", ""),
      says: "capitals do not matter",
    },
    {
      mistake: "keep-alive wins over close",
      source: stays(
        'if (members.includes("close")) return false;',
        'if (members.includes("keep-alive")) return true;\n' +
          '  if (members.includes("close")) return false;',
      ),
      says: "close wins",
    },
    {
      mistake: "the whole value is compared",
      source: stays('.split(",")', '.split(";")'),
      says: "close wins",
    },
    {
      mistake: "white space belongs to the members",
      source: stays("member.trim()", "member"),
      says: "close wins",
    },
    {
      mistake: "looks for close anywhere in the value",
      source: stays(
        'members.includes("close")',
        'members.join().includes("close")',
      ),
      says: "whole members",
    },
  ],
  "ex-request": [
    {
      mistake: "lines end with LF alone",
      source: request('lines.join("\\r\\n")', 'lines.join("\\n")'),
      says: "each line ends with CRLF",
    },
    {
      mistake: "no empty line",
      source: request(")}\\r\\n\\r\\n`", ")}\\r\\n`"),
      says: "an empty line ends the head",
    },
    {
      mistake: "the length is that of the text",
      source: request("encoder.encode(body)", "body"),
      says: "count octets, not characters",
    },
    {
      mistake: "an empty body is none",
      source: request("body !== undefined", "body"),
      says: "compare with undefined",
    },
    {
      mistake: "a target may hold a space",
      source: request(
        "/\\s/.test(target + host)",
        "/[\\r\\n]/.test(target + host)",
      ),
      says: "throw a TypeError",
    },
    {
      mistake: "a host may hold a line end",
      source: request("/\\s/.test(target + host)", "/\\s/.test(target)"),
      says: "throw a TypeError",
    },
  ],
  "ex-header-line": [
    {
      mistake: "cuts at every colon",
      source: headerLine("line.slice(colon + 1)", 'line.split(":")[1]'),
      says: "cut at the first colon, and only there",
    },
    {
      mistake: "a space must follow the colon",
      source: headerLine('line.indexOf(":")', 'line.indexOf(": ")'),
      says: "the space is optional",
    },
    {
      mistake: "trims all white space",
      source: headerLine(
        'rest.replace(/^[ \\t]+|[ \\t]+$/g, "")',
        "rest.trim()",
      ),
      says: "take away spaces and tabs, nothing else",
    },
    {
      mistake: "any name will do",
      source: headerLine(
        'if (!TOKEN.test(name)) refuse(line, "its name is no token");',
        "",
      ),
      says: "a name is a token",
    },
    {
      mistake: "trims the name",
      source: headerLine("line.slice(0, colon)", "line.slice(0, colon).trim()"),
      says: "no white space",
    },
    {
      mistake: "control characters pass",
      source: headerLine(
        "/[\\x00-\\x08\\x0a-\\x1f\\x7f]/.test(value)",
        "false",
      ),
      says: "a lone CR, NUL and the like",
    },
  ],
  "ex-read-order": [
    {
      mistake: "at the end the header loop spins",
      source: order(
        "if (line === null) {",
        "if (line === null) continue;\n    if (line === undefined) {",
      ),
      says: "every loop looks for it",
    },
    {
      mistake: "the end in the head is a guest who has left",
      source: order(
        "if (line === null) {",
        "if (line === null) return null;\n    if (line === undefined) {",
      ),
      says: "the end inside a request is an error",
    },
    {
      mistake: "empty lines before the request line are a request",
      source: order('while (first === "") first = await nextLine();', ""),
      says: "skip empty lines",
    },
    {
      mistake: "the body is whatever comes until the end",
      source: order(
        "await readExactly(connection, length, {\n    timeout,\n  });",
        "await readToEnd(connection, { timeout });",
      ),
      says: "not one byte more",
    },
    {
      mistake: "a body is read as one line",
      source: order(
        "await readExactly(connection, length, {\n    timeout,\n  });",
        "encodeOctets(length > 0 ? (await nextLine())! : '');",
      ),
      says: "the body is counted, not looked into",
    },
    {
      mistake: "one read is taken for the body",
      source: order(
        "await readExactly(connection, length, {\n    timeout,\n  });",
        "new Uint8Array(length);\n  await connection.read(body, { timeout });",
      ),
      says: "wait for what is missing",
    },
    {
      mistake: "head and body are decoded as UTF-8",
      source: order('encoding: "latin1",', ""),
      says: "octets, not UTF-8",
    },
    {
      mistake: "waits for a line without the deadline",
      source: order(
        "readLine(connection, {\n      timeout,",
        "readLine(connection, {",
      ),
      says: "give { timeout } to every wait",
    },
    {
      mistake: "waits for the body without the deadline",
      source: order("length, {\n    timeout,\n  }", "length"),
      says: "give { timeout } to every wait",
    },
    {
      mistake: "a line may have any length",
      source: order("maxLength: maxLine,", ""),
      says: "maxLength: maxLine",
    },
    {
      mistake: "any number of header lines",
      source: order("headers.size === 100", "false"),
      says: "count the header lines",
    },
    {
      mistake: "Host is not looked at",
      source: order("checkHosts(start.version, headers);", ""),
      says: "Host once in HTTP/1.1",
    },
    {
      mistake: "every later version is refused with 400",
      source: order(", 505)", ")"),
      says: "another major version",
    },
    {
      mistake: "with two lengths Transfer-Encoding wins",
      source: order("length === null ? 501 : 400", "501"),
      says: "two lengths, two readers",
    },
    {
      mistake: "any length that Number takes",
      source: order("!/^\\d+$/.test(length)", "isNaN(Number(length))"),
      says: "only digits are a length",
    },
  ],
};
