import {
  abridgeToColumns,
  formatCount,
  padColumns,
} from "../drawing/abridge.ts";
import { checkLimit } from "../drawing/check_limit.ts";
import { drawText, SMALL } from "../drawing/draw_text.ts";
import { createFigure, type Figure } from "../figure.ts";
import { type CallFact, type Meeting, type PartyCalls } from "./call_facts.ts";
import {
  callLines,
  drawLifecycle,
  resultText,
  WIDTH,
} from "./draw_lifecycle.ts";
import { findMeetings } from "./find_meetings.ts";
import { placeCalls } from "./place_calls.ts";
import { splitCalls } from "./split_calls.ts";

/**
 * A trace; `CallTrace` of `sockets/system` has this shape.
 *
 * @example
 * ```ts
 * import { lifecycle, type TraceFacts } from "sockets/figures";
 * import { AF_INET, close, SOCK_STREAM, socket, traceCalls } from "sockets/system";
 * import { assertMatch } from "@std/assert";
 *
 * using trace = traceCalls();
 * close(socket(AF_INET, SOCK_STREAM, 0));
 * const facts: TraceFacts = trace.stop();
 * assertMatch(lifecycle(facts).text, /socket[^]*close/);
 * ```
 */
export interface TraceFacts {
  /** The calls in the order in which they began. */
  calls: readonly CallFact[];
}

/**
 * How the life of client and server is drawn.
 *
 * @example
 * ```ts
 * import { lifecycle, type LifecycleOptions } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const options: LifecycleOptions = { names: ["guest", "bar"], maxCalls: 10 };
 * const call = { call: "socket", args: [], result: 3, start: 0, end: 1 };
 * assertMatch(lifecycle([call], options).text, /guest +bar/);
 * ```
 */
export interface LifecycleOptions {
  /** Names of client and server, where one trace holds the calls of both. */
  names?: readonly [string, string];
  /** Most calls drawn, 40 unless given; the last ones are left out. */
  maxCalls?: number;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

/**
 * The calls of a client and a server side by side as they happened, with arrows where they met.
 *
 * Takes one trace that holds the calls of both, or the calls of two parties. A box is as high as
 * its call waited.
 *
 * @example
 * ```ts
 * import { lifecycle } from "sockets/figures";
 *
 * const figure = lifecycle([
 *   { call: "socket", args: [], result: 3, start: 0, end: 1 },
 *   { call: "close", args: [{ name: "fd", value: 3, text: "3" }], result: 0, start: 2, end: 3 },
 * ]);
 * console.log(figure.text);
 * ```
 */
export function lifecycle(
  trace: TraceFacts | readonly CallFact[] | readonly [PartyCalls, PartyCalls],
  options: LifecycleOptions = {},
): Figure {
  const { title = "The life of a client and of a server" } = options;
  const maxCalls = checkLimit("maxCalls", options.maxCalls ?? 40);
  const calls = "calls" in trace ? trace.calls : trace;
  const all = isSplit(calls) ? [...calls] : splitCalls(calls, options.names);
  const { parties, omitted } = shorten(all, Math.max(2, maxCalls));
  const meetings = findMeetings(parties);
  const { placed, bottom } = placeCalls(parties, 44, callLines);
  const more = omitted > 0
    ? [`and ${formatCount(omitted)} more calls, not drawn`]
    : [];
  return createFigure({
    title,
    description: describeLives(parties, meetings),
    width: WIDTH,
    height: bottom + 14 + more.length * 30,
    shapes: [
      ...drawLifecycle(parties, placed, meetings),
      ...more.map((words) =>
        drawText(12, bottom + 28, words, SMALL, { tone: "soft" })
      ),
    ],
    lines: [...writeLives(parties, meetings), ...more],
  });
}

function isSplit(
  trace: readonly CallFact[] | readonly [PartyCalls, PartyCalls],
): trace is readonly [PartyCalls, PartyCalls] {
  return trace.length > 0 && "calls" in trace[0];
}

function shorten(parties: readonly PartyCalls[], most: number) {
  const ordered = parties.flatMap(({ calls }) => calls)
    .toSorted((one, other) => one.start - other.start);
  const kept = new Set(ordered.slice(0, most));
  return {
    omitted: ordered.length - kept.size,
    parties: parties.map(({ name, calls }) => ({
      name,
      calls: calls.filter((call) => kept.has(call)),
    })),
  };
}

function describeLives(
  parties: readonly PartyCalls[],
  meetings: readonly Meeting[],
): string {
  const lives = parties.map(({ name, calls }) =>
    `${name}: ${calls.map(({ call }) => call).join(", ") || "no calls"}.`
  );
  const met = meetings.map(({ from, to, label }) =>
    `${from.call} met ${to.call}: ${label}.`
  );
  return ["System calls side by side, time downwards.", ...lives, ...met]
    .join(" ").slice(0, 4000);
}

const COLUMN = 48;

/** Two columns, a row for each call; at a call that was met, by whose call. */
function writeLives(
  parties: readonly PartyCalls[],
  meetings: readonly Meeting[],
): string[] {
  const rows = parties.flatMap(({ calls }, column) =>
    calls.map((call) => ({ call, column }))
  ).toSorted((one, other) => one.call.start - other.call.start);
  const numbers = new Map<CallFact, string[]>();
  meetings.forEach(({ from, to }, index) => {
    for (const call of [from, to]) {
      numbers.set(call, [...(numbers.get(call) ?? []), `${index + 1}`]);
    }
  });
  const heads = parties.map(({ name }) => padColumns(name, COLUMN)).join("  ");
  const keys = meetings.map(({ from, to, label }, index) =>
    `  (${index + 1}) ${from.call} ─> ${to.call}: ${label}`
  );
  return [
    heads,
    ...rows.map(({ call, column }) => {
      const met = numbers.get(call);
      const mark = met ? ` (${met.slice(0, 6).join(",")})` : "";
      const args = call.args.map(({ text }) => text).join(", ");
      const result = ` ${resultText(call)}${mark}`;
      const words = abridgeToColumns(
        `${call.call}(${args})`,
        COLUMN - result.length,
      );
      return `${column === 0 ? "" : " ".repeat(COLUMN + 2)}${words}${result}`;
    }),
    ...keys,
  ];
}
