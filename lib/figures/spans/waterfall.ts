import { formatSpan } from "../drawing/abridge.ts";
import { type Tone } from "../drawing/tone.ts";
import { type Figure } from "../figure.ts";
import { drawSpanChart } from "./draw_span_chart.ts";
import { type SpanRow } from "./span_rows.ts";

/**
 * The phases of a fetch; `HttpResponse.timeline` has this shape.
 *
 * @example
 * ```ts
 * import { type TimelineFacts, waterfall } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const timeline: TimelineFacts = { phases: [{ name: "tls", start: 12, end: 40 }] };
 * assertStringIncludes(waterfall(timeline).text, "28 ms");
 * ```
 */
export interface TimelineFacts {
  /** The phases in their order. */
  phases: readonly {
    /** Such as `resolve`, `connect`, `first byte`. */
    name: string;
    /** Milliseconds on one clock. */
    start: number;
    end: number;
  }[];
}

const LOOKS: Readonly<Record<string, Pick<SpanRow, "tone" | "look">>> = {
  resolve: { tone: "link", look: "working" },
  connect: { tone: "transport", look: "working" },
  tls: { tone: "transport", look: "working" },
  request: { tone: "app", look: "working" },
  "first byte": { tone: "app", look: "waiting" },
  body: { tone: "app", look: "working" },
};
const OTHER: { tone: Tone; look: "working" } = {
  tone: "soft",
  look: "working",
};

/**
 * Waterfall of a fetch: each phase as a bar where it began and as long as it took.
 *
 * Waiting for the first byte is an outline: the time is the server's and the network's.
 *
 * @example
 * ```ts
 * import { waterfall } from "sockets/figures";
 *
 * const figure = waterfall({
 *   phases: [{ name: "connect", start: 10, end: 12 }, { name: "body", start: 12, end: 30 }],
 * });
 * console.log(figure.text);
 * ```
 */
export function waterfall(
  timeline: TimelineFacts,
  options: { title?: string } = {},
): Figure {
  const { phases } = timeline;
  const first = phases.reduce((a, { start }) => Math.min(a, start), Infinity);
  const last = phases.reduce((a, { end }) => Math.max(a, end), -Infinity);
  const total = phases.length > 0 ? `, ${formatSpan(last - first)}` : "";
  return drawSpanChart({
    title: options.title ?? `Phases of a fetch${total}`,
    empty: "No phase has been timed.",
    rows: phases.map(({ name, start, end }) => ({
      name,
      start,
      end: Math.max(start, end),
      outcome: formatSpan(end - start),
      ...(LOOKS[name] ?? OTHER),
    })),
  });
}
