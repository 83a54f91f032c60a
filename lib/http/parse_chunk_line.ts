import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/**
 * What a chunk's first line says.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { type ChunkLine, parseChunkLine } from "sockets/http";
 *
 * const chunkLines: ChunkLine[] = ["a", "1A", "0"].map(parseChunkLine);
 * assertEquals(chunkLines.map(({ size }) => size), [10, 26, 0]); // 0: the last chunk.
 * ```
 */
export interface ChunkLine {
  /** Octets of chunk content that follow; 0 in the last chunk. */
  size: number;
  /** Extensions as they came, without the semicolon; unknown ones are to be ignored (RFC 9112 §7.1.1). */
  extensions: string[];
}

/** A token, or a string between quotes in which a backslash keeps the next character (RFC 9110 §5.6). */
const EXTENSION =
  /[ \t]*;[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:[ \t]*=[ \t]*(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+|"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*"))?)/y;

/**
 * Parses a chunk-size line without its CRLF: hexadecimal digits, then extensions.
 *
 * @throws {HttpProtocolError} If there are no digits, if something else follows them, or if the number is
 * over 2^53, where a JavaScript number would round it. Source: RFC 9112 §7.1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseChunkLine } from "sockets/http";
 *
 * assertEquals(parseChunkLine("1F;name=cider"), { size: 31, extensions: ["name=cider"] });
 * ```
 */
export function parseChunkLine(line: string): ChunkLine {
  const digits = /^[0-9A-Fa-f]*/.exec(line)![0];
  if (digits === "") {
    throw invalid(line, "expected hexadecimal digits", "RFC 9112 §7.1");
  }
  const size = parseInt(digits, 16);
  if (size > Number.MAX_SAFE_INTEGER) {
    throw invalid(line, "the size is over 2^53 - 1", "RFC 9112 §7.1");
  }
  const extensions: string[] = [];
  EXTENSION.lastIndex = digits.length;
  let end = digits.length;
  while (end < line.length) {
    const match = EXTENSION.exec(line);
    if (!match) {
      throw /^[ \t]*;/.test(line.slice(end))
        ? invalid(
          line,
          "after the semicolon, expected name or name=value",
          "RFC 9112 §7.1.1",
        )
        : invalid(
          line,
          "expected the line end or a semicolon",
          extensions.length > 0 ? "RFC 9112 §7.1.1" : "RFC 9112 §7.1",
        );
    }
    extensions.push(match[1]);
    end = EXTENSION.lastIndex;
  }
  return { size, extensions };
}

function invalid(line: string, state: string, section: string) {
  return new HttpProtocolError(
    `Cannot parse chunk size ${quoteLine(line)}: ${state}`,
    { line, section },
  );
}
