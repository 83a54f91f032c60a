import { formatIpAddress } from "../../ip_address.ts";
import { type ByteField } from "../bytes/byte_field.ts";
import { visibleText } from "../bytes/visible_text.ts";
import { type Tone } from "../drawing/tone.ts";
import { bigEndian, FieldCursor } from "./field_cursor.ts";
import { readDnsName } from "./read_dns_name.ts";
import { withName } from "./registered_numbers.ts";

const TYPES: Readonly<Record<number, string>> = {
  1: "A",
  2: "NS",
  5: "CNAME",
  6: "SOA",
  12: "PTR",
  15: "MX",
  16: "TXT",
  28: "AAAA",
  33: "SRV",
  41: "OPT",
  65: "HTTPS",
};
const CLASSES: Readonly<Record<number, string>> = { 1: "IN", 255: "ANY" };
const RESPONSE_CODES = [
  "NOERROR",
  "FORMERR",
  "SERVFAIL",
  "NXDOMAIN",
  "NOTIMP",
  "REFUSED",
];
const SECTIONS: readonly { name: string; tone: Tone }[] = [
  { name: "answer", tone: "network" },
  { name: "authority", tone: "link" },
  { name: "additional", tone: "link" },
];
/** More records than a message of this project ever has; each takes 11 bytes or more anyway. */
const MOST_RECORDS = 500;

/**
 * Fields of a DNS message: header, questions, records. Over TCP a length of two bytes comes first;
 * leave it out. Source: RFC 1035 §4.1.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeDnsFields } from "sockets/figures";
 *
 * const query = Uint8Array.of(0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 102, 114, 0, 0, 1, 0, 1);
 * console.log(byteGrid(query, decodeDnsFields).text);
 * ```
 */
export function decodeDnsFields(bytes: Uint8Array): ByteField[] {
  const cursor = new FieldCursor(bytes);
  cursor.number("identifier", 2, "app");
  cursor.number("flags", 2, "app", describeFlags);
  const counts = ["questions", ...SECTIONS.map(({ name }) => `${name} records`)]
    .map((name) => cursor.number(name, 2, "app") ?? 0);
  for (let index = 0; index < counts[0] && cursor.left > 0; index++) {
    takeQuestion(cursor);
  }
  let records = 0;
  SECTIONS.forEach(({ name, tone }, section) => {
    for (let index = 0; index < counts[section + 1]; index++) {
      if (cursor.left === 0 || records++ > MOST_RECORDS) return;
      takeRecord(cursor, name, tone);
    }
  });
  if (cursor.left > 0) cursor.fault("after the message", `${cursor.left} B`);
  return cursor.fields;
}

function takeQuestion(cursor: FieldCursor): void {
  takeName(cursor, "question name", "transport");
  cursor.number(
    "question type",
    2,
    "transport",
    (type) => withName(type, TYPES),
  );
  cursor.number(
    "question class",
    2,
    "transport",
    (code) => withName(code, CLASSES),
  );
}

function takeRecord(cursor: FieldCursor, section: string, tone: Tone): void {
  takeName(cursor, `${section} name`, tone);
  const type = cursor.number(
    `${section} type`,
    2,
    tone,
    (code) => withName(code, TYPES),
  );
  const named = type === 41 ? {} : CLASSES;
  cursor.number(`${section} class`, 2, tone, (code) => withName(code, named));
  cursor.number(
    `${section} time to live`,
    4,
    tone,
    (seconds) => `${seconds} s`,
  );
  const length = cursor.number(
    `${section} length`,
    2,
    tone,
    (size) => `${size} B`,
  );
  const at = cursor.offset;
  cursor.take(`${section} data`, length ?? 0, {
    tone,
    show: type === 1 ? "decimal" : type === 28 ? "none" : "character",
    value: (octets) => describeContent(cursor.bytes, at, octets, type ?? 0),
  });
}

function takeName(cursor: FieldCursor, name: string, tone: Tone): void {
  if (cursor.left === 0) return;
  const found = readDnsName(cursor.bytes, cursor.offset);
  if ("fault" in found) return cursor.fault(name, found.fault);
  cursor.take(name, found.length, { tone, value: () => found.name });
}

function describeContent(
  message: Uint8Array,
  at: number,
  octets: Uint8Array,
  type: number,
): string | { fault: string } {
  const nameAt = (offset: number) => {
    const found = readDnsName(message, at + offset);
    return "fault" in found ? found : found.name;
  };
  if (type === 1 || type === 28) {
    const wanted = type === 1 ? 4 : 16;
    return octets.length === wanted
      ? formatIpAddress(octets)
      : { fault: `${octets.length} B, not ${wanted}` };
  }
  if (type === 2 || type === 5 || type === 12 || type === 6) return nameAt(0);
  if (type === 15 && octets.length > 2) {
    const exchange = nameAt(2);
    return typeof exchange === "string"
      ? `${bigEndian(octets.subarray(0, 2))} ${exchange}`
      : exchange;
  }
  if (type === 16) return characterStrings(octets);
  return `${octets.length} B`;
}

/** The texts of a TXT record, each after a byte with its length: RFC 1035 §3.3.14. */
function characterStrings(octets: Uint8Array): string | { fault: string } {
  const texts: string[] = [];
  for (let at = 0; at < octets.length;) {
    const end = at + 1 + octets[at];
    if (end > octets.length) {
      return { fault: [...texts, "a text that is cut off"].join(" ") };
    }
    texts.push(`"${visibleText(octets.subarray(at + 1, end))}"`);
    at = end;
  }
  return texts.join(" ");
}

function describeFlags(word: number): string {
  const bit = (mask: number, name: string) => word & mask ? [name] : [];
  const code = word & 15;
  return [
    word & 0x8000 ? "response" : "query",
    ...bit(0x0400, "authoritative"),
    ...bit(0x0200, "truncated"),
    ...bit(0x0100, "recursion wanted"),
    ...bit(0x0080, "recursion available"),
    ...(word & 0x8000 ? [RESPONSE_CODES[code] ?? `code ${code}`] : []),
  ].join(", ");
}
