import { checkMoment } from "../drawing/check_moment.ts";
import { matchStream } from "./match_stream.ts";
import {
  type LadderFacts,
  type LadderMessage,
  type LadderNote,
  type LadderParty,
  type LadderStep,
  type WireFact,
  type WireFacts,
} from "./wire_facts.ts";

/**
 * Names for the parties: in order of appearance, or by address.
 *
 * @example
 * ```ts
 * import { ladder, type PartyNames } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const names: PartyNames = { "127.0.0.1:8192": "bar", "127.0.0.1:5000": "guest" };
 * const end = { local: "127.0.0.1:5000", remote: "127.0.0.1:8192", events: [] };
 * assertMatch(ladder(end, { names }).text, /bar +guest/); // Left to right, as named.
 * ```
 */
export type PartyNames = readonly string[] | Readonly<Record<string, string>>;

/** A connection with the recordings of one or both of its ends. */
interface RecordedConnection {
  parties: [number, number];
  ends: [readonly WireFact[] | undefined, readonly WireFact[] | undefined];
}

const CLOCK = "milliseconds on the clock of the recordings";

/** Turns recordings into parties, messages and marks; both ends of a connection are joined. */
export function gatherLadder(
  recordings: readonly WireFacts[],
  names: PartyNames = [],
  notes: readonly LadderNote[] = [],
): LadderFacts {
  for (const { at, text } of notes) {
    checkMoment(`note ${JSON.stringify(text)}`, at, CLOCK);
  }
  for (const { local, events } of recordings) {
    for (const { kind, at } of events) {
      checkMoment(`a ${kind} of "${local}"`, at, CLOCK);
    }
  }
  const parties: LadderParty[] = [];
  const partyOf = partyFinder(parties, names);
  const connections = joinEnds(recordings, partyOf);
  // Lists of lists: a recording may hold more events than a call takes arguments.
  const messages: LadderMessage[][] = [];
  const marks: LadderStep[][] = [];
  for (const { parties: [first, second], ends: [near, far] } of connections) {
    for (
      const [from, to, sender, receiver] of [
        [first, second, near, far],
        [second, first, far, near],
      ] as const
    ) {
      const stream = matchStream({ from, to, sender, receiver });
      const lastArrival = stream.at(-1)?.arrival;
      messages.push(stream);
      messages.push(matchEnd(from, to, sender, receiver, lastArrival));
      marks.push(marksOf(from, to, sender));
    }
  }
  return {
    parties,
    messages: messages.flat(),
    marks: marks.flat(),
    notes: [...notes],
  };
}

function partyFinder(parties: LadderParty[], names: PartyNames) {
  const places = new Map<string, number>();
  const add = (key: string, party: LadderParty) => {
    places.set(key, parties.length);
    parties.push(party);
  };
  const given = isList(names) ? undefined : names;
  for (const name of new Set(Object.values(given ?? {}))) {
    add(name, { name, addresses: [] });
  }
  return (address: string, itself = false): number => {
    const key = given?.[address] ?? `${address}${itself ? " itself" : ""}`;
    if (!places.has(key)) {
      const name = isList(names) ? names[parties.length] ?? "" : "";
      add(key, { name, addresses: [] });
    }
    const place = places.get(key) ?? 0;
    const { addresses } = parties[place];
    if (address && !addresses.includes(address)) addresses.push(address);
    return place;
  };
}

function isList(names: PartyNames): names is readonly string[] {
  return Array.isArray(names);
}

function joinEnds(
  recordings: readonly WireFacts[],
  partyOf: (address: string, itself?: boolean) => number,
): RecordedConnection[] {
  const waiting = new Map<string, RecordedConnection>();
  return recordings.flatMap(({ local, remote, events }) => {
    const otherEnd = waiting.get(`${remote} ${local}`);
    if (otherEnd && local !== remote) {
      waiting.delete(`${remote} ${local}`);
      otherEnd.ends[1] = events;
      return [];
    }
    const connection: RecordedConnection = {
      parties: [partyOf(local), partyOf(remote, local === remote)],
      ends: [events, undefined],
    };
    waiting.set(`${local} ${remote}`, connection);
    return [connection];
  });
}

/** The end of one direction: who closed it, and what the other end saw of that. */
function matchEnd(
  from: number,
  to: number,
  sender: readonly WireFact[] | undefined,
  receiver: readonly WireFact[] | undefined,
  lastArrival: LadderStep | undefined,
): LadderMessage[] {
  const departure = firstStep(sender, ["close-write", "close"], from, to);
  const arrival = firstStep(receiver, ["end", "reset"], to, from);
  if (!departure && !arrival) return [];
  const { recording, index } = arrival?.origin ?? {};
  const wasReset = recording?.[index ?? 0].kind === "reset";
  return [{
    kind: wasReset ? "reset" : "end",
    from,
    to,
    size: 0,
    bytes: new Uint8Array(),
    departure,
    arrival: arrival ?? unseenEnd(departure, lastArrival),
  }];
}

/** An end that the receiver did not wait for: it cannot overtake the bytes before it. */
function unseenEnd(
  departure: LadderStep | undefined,
  lastArrival: LadderStep | undefined,
): LadderStep | undefined {
  if (!departure || !lastArrival) return undefined;
  const { at, party, side } = lastArrival;
  return at > departure.at ? { at, party, side, beside: [] } : undefined;
}

function firstStep(
  recording: readonly WireFact[] | undefined,
  kinds: readonly WireFact["kind"][],
  party: number,
  peer: number,
): LadderStep | undefined {
  const index = recording?.findIndex(({ kind }) => kinds.includes(kind)) ?? -1;
  return recording && index >= 0
    ? stepOf(recording, index, party, peer)
    : undefined;
}

function marksOf(
  party: number,
  peer: number,
  recording: readonly WireFact[] = [],
): LadderStep[] {
  const halfClosed = recording.some(({ kind }) => kind === "close-write");
  return recording.flatMap(({ kind }, index) =>
    kind === "error" || (kind === "close" && halfClosed)
      ? [stepOf(recording, index, party, peer)]
      : []
  );
}

function stepOf(
  recording: readonly WireFact[],
  index: number,
  party: number,
  peer: number,
): LadderStep {
  const { at, kind } = recording[index];
  const calls: Partial<Record<WireFact["kind"], string>> = {
    "close": "close",
    "close-write": "closeWrite",
    "error": "error",
  };
  const call = calls[kind];
  return {
    at,
    party,
    beside: call ? [call] : [],
    mark: kind === "close" || kind === "error" ? kind : undefined,
    side: peer > party ? "left" : "right",
    origin: { recording, index },
  };
}
