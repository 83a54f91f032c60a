import { isFieldValue, isToken } from "./field_syntax.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { trimWhiteSpace } from "./white_space.ts";

/**
 * Header lines as they can be handed in: pairs, an object, or headers already made.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HttpHeaders, type HttpHeadersInit } from "sockets/http";
 *
 * const forms: HttpHeadersInit[] = [
 *   { "Set-Cookie": ["table=4", "tab=open"] },
 *   [["Set-Cookie", "table=4"], ["Set-Cookie", "tab=open"]],
 * ];
 * for (const form of forms) {
 *   assertEquals(`${new HttpHeaders(form)}`, "Set-Cookie: table=4\r\nSet-Cookie: tab=open\r\n");
 * }
 * ```
 */
export type HttpHeadersInit =
  | HttpHeaders
  | Iterable<readonly [name: string, value: string]>
  | Record<string, string | readonly string[]>;

/**
 * The header lines of a message: in their order, found by name in any case, repeated ones kept.
 *
 * Unlike the web's `Headers` it neither sorts nor lowers names, so that what was sent can be shown.
 * Source: RFC 9110 §5.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HttpHeaders } from "sockets/http";
 *
 * const headers = new HttpHeaders([["Accept", "text/html"], ["accept", "image/png"]]);
 * assertEquals(headers.get("ACCEPT"), "text/html, image/png");
 * assertEquals(headers.getAll("accept"), ["text/html", "image/png"]);
 * assertEquals([...headers].length, 2);
 * ```
 */
export class HttpHeaders implements Iterable<[name: string, value: string]> {
  #names: string[] = [];
  #values: string[] = [];

  constructor(init?: HttpHeadersInit) {
    if (init === undefined) return;
    const fields = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, value] of fields) {
      if (typeof value === "string") this.append(name, value);
      else for (const each of value) this.append(name, each);
    }
  }

  /** How many header lines there are. */
  get size(): number {
    return this.#names.length;
  }

  /**
   * The value of a field, those of repeated lines joined with ", " (RFC 9110 §5.3); `null` if there is none.
   *
   * `Set-Cookie` can't be joined, since its values hold commas: of it you get the first; ask `getAll`.
   */
  get(name: string): string | null {
    let found: string | null = null;
    for (let index = 0; index < this.#names.length; index++) {
      if (!sameName(this.#names[index], name)) continue;
      if (found === null) found = this.#values[index];
      else if (sameName("Set-Cookie", name)) break;
      else found += `, ${this.#values[index]}`;
    }
    return found;
  }

  /** The values of every line of that name, in order. */
  getAll(name: string): string[] {
    return this.#values.filter((_, index) =>
      sameName(this.#names[index], name)
    );
  }

  /** Whether there is at least one line of that name. */
  has(name: string): boolean {
    for (const each of this.#names) if (sameName(each, name)) return true;
    return false;
  }

  /**
   * Adds a line after the others. `line` is what an error quotes, where that is not `name: value`.
   *
   * @throws {HttpProtocolError} If the name is no token or the value holds a control character.
   */
  append(name: string, value: string, line?: string): this {
    if (!isToken(name)) {
      throw invalidName(name, line ?? `${name}: ${value}`);
    }
    if (!isFieldValue(value)) {
      throw new HttpProtocolError(
        `Cannot accept header line ${
          quoteLine(line ?? `${name}: ${value}`)
        }: ` +
          "its value holds a control character, or one that is no octet",
        { line: line ?? `${name}: ${value}`, section: "RFC 9110 §5.5" },
      );
    }
    this.#names.push(name);
    this.#values.push(value);
    return this;
  }

  /** Replaces all lines of that name by one, at the place of the first. */
  set(name: string, value: string): this {
    const changed = new HttpHeaders();
    let placed = false;
    for (const [each, its] of this) {
      if (!sameName(each, name)) changed.append(each, its);
      else if (!placed) {
        changed.append(name, value);
        placed = true;
      }
    }
    if (!placed) changed.append(name, value);
    this.#names = changed.#names;
    this.#values = changed.#values;
    return this;
  }

  /** Removes all lines of that name. */
  delete(name: string): this {
    const kept = [...this].filter(([each]) => !sameName(each, name));
    this.#names = kept.map(([each]) => each);
    this.#values = kept.map(([, value]) => value);
    return this;
  }

  /** Continues the last line's value after a folded line end (RFC 9112 §5.2): one SP joins the two. */
  unfold(continuation: string, line: string): this {
    const name = this.#names.pop()!;
    const value = this.#values.pop()!;
    const whole = trimWhiteSpace(`${value} ${continuation}`);
    return this.append(name, whole, line);
  }

  /** Each line as a pair of name and value, in order. */
  *[Symbol.iterator](): Iterator<[name: string, value: string]> {
    for (let index = 0; index < this.#names.length; index++) {
      yield [this.#names[index], this.#values[index]];
    }
  }

  /** The header lines as they go over the wire, each ended by CRLF. */
  toString(): string {
    let text = "";
    for (let index = 0; index < this.#names.length; index++) {
      text += `${this.#names[index]}: ${this.#values[index]}\r\n`;
    }
    return text;
  }
}

/** Most names differ in length, and those that don't are mostly written alike: both are cheaper to see than cases. */
function sameName(name: string, other: string): boolean {
  return name.length === other.length &&
    (name === other || name.toLowerCase() === other.toLowerCase());
}

function invalidName(name: string, line: string): HttpProtocolError {
  const state = name === ""
    ? "a name is missing before the colon"
    : /[ \t]$/.test(name)
    ? "white space stands between the name and the colon"
    : "its name is not a token";
  return new HttpProtocolError(
    `Cannot accept header line ${quoteLine(line)}: ${state}`,
    {
      line,
      section: /[ \t]$/.test(name) ? "RFC 9112 §5.1" : "RFC 9110 §5.1",
    },
  );
}
