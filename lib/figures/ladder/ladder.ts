import { formatCount } from "../drawing/abridge.ts";
import { checkLimit } from "../drawing/check_limit.ts";
import { createFigure, type Figure } from "../figure.ts";
import { drawLadder } from "./draw_ladder.ts";
import { gatherLadder, type PartyNames } from "./gather_ladder.ts";
import { placeLadder } from "./place_ladder.ts";
import { shortenLadder } from "./shorten_ladder.ts";
import {
  type LadderFacts,
  type LadderMessage,
  type LadderNote,
  type WireFacts,
} from "./wire_facts.ts";
import { writeLadder } from "./write_ladder.ts";

/**
 * How a ladder is drawn.
 *
 * @example
 * ```ts
 * import { ladder, type LadderOptions } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const options: LadderOptions = { names: ["guest", "bar"], title: "An order" };
 * const bytes = new TextEncoder().encode("cider\n");
 * const guest = { local: "127.0.0.1:5000", remote: "127.0.0.1:8192" };
 * const figure = ladder({ ...guest, events: [{ at: 0, kind: "write", bytes }] }, options);
 * assertStringIncludes(figure.text, "cider");
 * assertStringIncludes(figure.svg, "An order");
 * ```
 */
export interface LadderOptions {
  /**
   * Names of the parties, left to right: a list in the order in which addresses appear (the first
   * recording's own, then its peer's, …), or a name for each address. Addresses of one name share
   * a lifeline.
   */
  names?: PartyNames;
  /** Remarks, each at its moment. */
  notes?: readonly LadderNote[];
  /** `even` (default) gives each moment the room its labels need, `scale` follows the clock. */
  time?: "even" | "scale";
  /** Most messages drawn, 40 unless given; the middle of a longer exchange is left out. */
  maxMessages?: number;
  /** Most lines of one payload, 3 unless given. */
  maxLines?: number;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

/** A sequence diagram has room for this many lifelines. */
const MOST_PARTIES = 4;

/**
 * Sequence diagram of one or more connections: who sent what, when, and how it was read.
 *
 * With the recordings of both ends an arrow runs from the write to the read that took its bytes,
 * so that short counts, joined writes and split reads show. With one end only, arrows fall by a
 * fixed height. Client left, server right if the first recording is the client's.
 *
 * @example
 * ```ts
 * import { ladder } from "sockets/figures";
 *
 * const bytes = new TextEncoder().encode("Hello\n");
 * const figure = ladder({
 *   local: "127.0.0.1:56374",
 *   remote: "127.0.0.1:36213",
 *   events: [{ at: 0, kind: "write", bytes }, { at: 2, kind: "read", bytes }],
 * }, { names: ["Alice", "Bob"] });
 * console.log(figure.text);
 * ```
 */
export function ladder(
  recordings: WireFacts | readonly WireFacts[],
  options: LadderOptions = {},
): Figure {
  const { time = "even" } = options;
  const maxMessages = checkLimit("maxMessages", options.maxMessages ?? 40);
  const maxLines = checkLimit("maxLines", options.maxLines ?? 3);
  const list = "events" in recordings ? [recordings] : recordings;
  const all = gatherLadder(list, options.names, options.notes);
  const near = limitParties(all);
  const facts = shortenLadder(near, Math.max(2, maxMessages));
  const placed = placeLadder(facts, {
    width: facts.parties.length > 2 ? 700 : 560,
    toScale: time === "scale",
    lines: Math.max(1, maxLines),
  });
  return createFigure({
    title: options.title ?? titleOf(facts),
    description: describeLadder(all, facts),
    width: placed.lifelines.width,
    height: placed.height,
    shapes: drawLadder(placed, facts.parties),
    lines: writeLadder(facts, Math.max(1, maxLines)),
  });
}

function limitParties(facts: LadderFacts): LadderFacts {
  if (facts.parties.length === 0) {
    return { ...facts, parties: [{ name: "nothing recorded", addresses: [] }] };
  }
  if (facts.parties.length <= MOST_PARTIES) return facts;
  const drawn = (party: number) => party < MOST_PARTIES;
  return {
    parties: facts.parties.slice(0, MOST_PARTIES),
    messages: facts.messages.filter(({ from, to }) => drawn(from) && drawn(to)),
    marks: facts.marks.filter(({ party }) => drawn(party)),
    notes: [...facts.notes, {
      at: facts.messages.map(lastMoment).reduce((a, b) => Math.max(a, b), 0),
      text: `${facts.parties.length - MOST_PARTIES} more parties not drawn`,
    }],
  };
}

function lastMoment({ departure, arrival }: LadderMessage): number {
  return Math.max(departure?.at ?? 0, arrival?.at ?? 0);
}

function titleOf({ parties }: LadderFacts): string {
  const names = parties.map(({ name, addresses }) => name || addresses[0]);
  return `Messages between ${names.join(" and ")}`;
}

/** The figure in sentences, for those who cannot see it. */
function describeLadder(all: LadderFacts, drawn: LadderFacts): string {
  const nameOf = (party: number) =>
    all.parties[party]?.name || all.parties[party]?.addresses[0] || "unknown";
  const routes = new Map<string, { messages: number; bytes: number }>();
  const ends: string[] = [];
  for (const { kind, from, to, size } of all.messages) {
    if (kind !== "bytes") {
      ends.push(
        kind === "end"
          ? `${nameOf(from)} ended the stream to ${nameOf(to)}.`
          : `${nameOf(to)} saw a reset from ${nameOf(from)}.`,
      );
      continue;
    }
    const route = `${nameOf(from)} sent ${nameOf(to)}`;
    const total = routes.get(route) ?? { messages: 0, bytes: 0 };
    total.messages++;
    total.bytes += size;
    routes.set(route, total);
  }
  const sent = Array.from(
    routes,
    ([route, { messages, bytes }]) =>
      `${route} ${formatCount(bytes)} bytes in ${formatCount(messages)} ${
        messages === 1 ? "piece" : "pieces"
      }.`,
  );
  const gap = drawn.gap
    ? [
      `${
        formatCount(drawn.gap.messages)
      } messages in the middle are not drawn.`,
    ]
    : [];
  return [
    "A sequence diagram, time downwards.",
    ...sent,
    ...ends.slice(0, 8),
    ...gap,
  ]
    .join(" ");
}
