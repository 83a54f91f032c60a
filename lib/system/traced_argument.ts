import { HOST_PLATFORM } from "../platforms.ts";
import { CALL } from "./call_constants.ts";
import type { TracedArgument } from "./trace_calls.ts";

/** In `CALL` a 0 is a flag that this system lacks, with one exception. */
const NUMBERS: Readonly<Record<string, number>> = {
  ...HOST_PLATFORM.constants,
  ...Object.fromEntries(
    Object.entries(CALL).filter(([name, number]) =>
      number !== 0 || name === "SHUT_RD"
    ),
  ),
};

/** A descriptor, a length or another plain number. */
export function number(name: string, value: number): TracedArgument {
  return { name, value, text: String(value) };
}

/** A number that has a name in C beginning with one of these prefixes. */
export function named(
  name: string,
  value: number,
  ...prefixes: string[]
): TracedArgument {
  return { name, value, text: constantName(value, ...prefixes) };
}

/** Flags that C writes as names joined by `|`. */
export function flags(
  name: string,
  value: number,
  prefix: string,
): TracedArgument {
  const names = Object.keys(NUMBERS).filter((key) =>
    key.startsWith(prefix) && (NUMBERS[key] & value) !== 0
  );
  const known = names.reduce((sum, key) => sum | NUMBERS[key], 0);
  const rest = value & ~known;
  const parts = rest || names.length === 0 ? [...names, rest] : names;
  return { name, value, text: parts.join("|") };
}

/** Bytes; shown by their label, or the first few as text. */
export function bytes(
  name: string,
  value: Uint8Array,
  label?: string,
): TracedArgument {
  // The caller may go on writing to its buffer; the trace keeps what was sent.
  return { name, value: value.slice(), text: label ?? quoteBytes(value) };
}

/** The name of a number such as 10, given `AF_`; else its digits. */
export function constantName(value: number, ...prefixes: string[]): string {
  const name = Object.keys(NUMBERS).find((key) =>
    NUMBERS[key] === value && prefixes.some((prefix) => key.startsWith(prefix))
  );
  return name ?? String(value);
}

const SHOWN_BYTES = 32;

/** The beginning of some bytes as a C string: `"cider\r\n"…`. */
export function quoteBytes(value: Uint8Array): string {
  const text = Array.from(value.subarray(0, SHOWN_BYTES), (byte) => {
    if (byte === 0x0a) return "\\n";
    if (byte === 0x0d) return "\\r";
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
    return `\\x${byte.toString(16).padStart(2, "0")}`;
  }).join("");
  return `"${text}"${value.length > SHOWN_BYTES ? "…" : ""}`;
}
