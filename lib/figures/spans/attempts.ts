import { formatSpan } from "../drawing/abridge.ts";
import { type Figure } from "../figure.ts";
import { drawSpanChart } from "./draw_span_chart.ts";
import { type SpanRow } from "./span_rows.ts";

/**
 * One address that was tried; the library's `ConnectAttempt` has this shape.
 *
 * @example
 * ```ts
 * import { type AttemptFact, attempts } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const tried: AttemptFact[] = [
 *   { address: "2001:db8::1", port: 80, start: 0, end: 252, outcome: "abandoned" },
 *   { address: "192.0.2.1", port: 80, start: 250, end: 252, outcome: "connected" },
 * ];
 * assertStringIncludes(attempts(tried).text, "abandoned, 252 ms");
 * ```
 */
export interface AttemptFact {
  /** The IP address as text. */
  address: string;
  /** The port tried there. */
  port: number;
  /** Milliseconds on one clock. */
  start: number;
  /** When it was over, on the same clock. */
  end: number;
  /** `connected`, `refused`, `abandoned`, … */
  outcome: string;
}

/**
 * The attempts of a connection on their clock: happy eyeballs, or the walk down the list.
 *
 * Connected is solid, abandoned is dashed, a failure ends in a cross. Source: RFC 8305.
 *
 * @example
 * ```ts
 * import { attempts } from "sockets/figures";
 *
 * const figure = attempts([
 *   { address: "::1", port: 80, start: 0, end: 1, outcome: "refused" },
 *   { address: "127.0.0.1", port: 80, start: 1, end: 2, outcome: "connected" },
 * ]);
 * console.log(figure.text);
 * ```
 */
export function attempts(
  connection: { attempts: readonly AttemptFact[] } | readonly AttemptFact[],
  options: { title?: string } = {},
): Figure {
  const list = "attempts" in connection ? connection.attempts : connection;
  return drawSpanChart({
    title: options.title ?? "Attempts to connect",
    empty: "No address has been tried.",
    rows: list.map(rowOf),
  });
}

function rowOf({ address, port, start, end, outcome }: AttemptFact): SpanRow {
  const span = formatSpan(end - start);
  const connected = outcome === "connected";
  const abandoned = outcome === "abandoned";
  return {
    name: address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`,
    mono: true,
    start,
    end: Math.max(start, end),
    tone: connected ? "network" : abandoned ? "soft" : "alarm",
    look: connected ? "working" : abandoned ? "abandoned" : "waiting",
    failed: !connected && !abandoned,
    outcome: `${outcome}, ${span}`,
  };
}
