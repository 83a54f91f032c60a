import { formatCount } from "../drawing/abridge.ts";
import {
  type LadderMessage,
  type LadderStep,
  type WireFact,
} from "./wire_facts.ts";

/** One direction of a connection as its two ends saw it; an end not recorded has no events. */
export interface StreamEnds {
  from: number;
  to: number;
  sender?: readonly WireFact[];
  receiver?: readonly WireFact[];
}

/** A write or a read, as a range of the stream's octets. */
interface StreamRange {
  step: LadderStep;
  start: number;
  end: number;
  bytes: Uint8Array;
}

/**
 * Pairs what was written with what was read: a message for every stretch of octets that one write
 * and one read share. Three writes that arrive as one read give three messages with one arrival.
 */
export function matchStream(ends: StreamEnds): LadderMessage[] {
  const writes = rangesOf(ends.sender, "write", ends);
  const reads = rangesOf(ends.receiver, "read", ends);
  const paired = ends.sender && ends.receiver && sameOctets(writes, reads);
  // Apart, nothing says that what was written was not read.
  const apart = { ...ends, receiver: undefined };
  const messages = paired ? pairRanges(writes, reads, ends) : [
    ...writes.map((range) => messageOf(apart, range, range, undefined)),
    ...reads.map((range) => messageOf(apart, range, undefined, range)),
  ];
  labelSizes(writes, reads, messages);
  return messages;
}

function rangesOf(
  events: readonly WireFact[] | undefined,
  kind: "read" | "write",
  { from, to }: StreamEnds,
): StreamRange[] {
  const [party, peer] = kind === "write" ? [from, to] : [to, from];
  const side = peer > party ? "left" : "right";
  const recording = events ?? [];
  let start = 0;
  return recording.flatMap((event, index) => {
    const bytes = event.bytes ?? new Uint8Array();
    const size = event.byteCount ?? bytes.length;
    if (event.kind !== kind || size === 0) return [];
    const step: LadderStep = {
      at: event.at,
      party,
      side,
      beside: sizeLines(event, size),
      origin: { recording, index },
    };
    const range = { step, start, end: start + size, bytes };
    start += size;
    return [range];
  });
}

/** A write that moved less than it offered says so: that is a short count. */
function sizeLines({ kind, requested = 0 }: WireFact, size: number): string[] {
  if (kind === "read" || requested <= size) return [`${formatCount(size)} B`];
  return [formatCount(size), `of ${formatCount(requested)} B`];
}

function pairRanges(
  writes: StreamRange[],
  reads: StreamRange[],
  ends: StreamEnds,
): LadderMessage[] {
  const messages: LadderMessage[] = [];
  let readIndex = 0;
  for (const write of writes) {
    let offset = write.start;
    while (offset < write.end) {
      const read = reads[readIndex];
      const end = Math.min(write.end, read?.end ?? write.end);
      messages.push(messageOf(ends, write, write, read, offset, end));
      offset = end;
      if (read && offset >= read.end) readIndex++;
    }
  }
  return messages;
}

function messageOf(
  ends: StreamEnds,
  source: StreamRange,
  write: StreamRange | undefined,
  read: StreamRange | undefined,
  start = source.start,
  end = source.end,
): LadderMessage {
  return {
    kind: "bytes",
    from: ends.from,
    to: ends.to,
    size: end - start,
    bytes: source.bytes.subarray(start - source.start, end - source.start),
    departure: write?.step,
    arrival: read?.step ?? (ends.receiver && unreadStep(ends, source.step.at)),
  };
}

/** Where bytes came and nobody read them: right after they were sent, as far as anyone knows. */
function unreadStep({ from, to }: StreamEnds, at: number): LadderStep {
  const side = from > to ? "left" : "right";
  return { at, party: to, side, beside: ["not read"] };
}

/** A recording begun late counts octets from another place: then nothing can be paired. */
function sameOctets(writes: StreamRange[], reads: StreamRange[]): boolean {
  let readIndex = 0;
  for (const write of writes) {
    for (let offset = write.start; offset < write.end;) {
      const read = reads[readIndex];
      if (!read) return true;
      const end = Math.min(write.end, read.end);
      const kept = Math.min(
        end,
        write.start + write.bytes.length,
        read.start + read.bytes.length,
      );
      for (let octet = offset; octet < kept; octet++) {
        const sent = write.bytes[octet - write.start];
        if (sent !== read.bytes[octet - read.start]) return false;
      }
      offset = end;
      if (offset >= read.end) readIndex++;
    }
  }
  return readIndex >= reads.length;
}

/** A read that took exactly one write needs no size of its own: the writer's says it. */
function labelSizes(
  writes: StreamRange[],
  reads: StreamRange[],
  messages: LadderMessage[],
): void {
  const writeSizes = new Map(
    writes.map(({ step, start, end }) => [step, end - start]),
  );
  const partsOf = Map.groupBy(messages, ({ arrival }) => arrival);
  for (const read of reads) {
    const parts = partsOf.get(read.step) ?? [];
    const departure = parts[0]?.departure;
    const whole = parts.length === 1 && departure !== undefined &&
      writeSizes.get(departure) === read.end - read.start;
    if (whole) read.step.beside = [];
  }
}
