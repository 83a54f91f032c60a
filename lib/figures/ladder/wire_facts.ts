/**
 * What happened at one end of a connection; the library's `WireEvent` has this shape.
 *
 * @example
 * ```ts
 * import { ladder, type WireFact } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const fin: WireFact = { at: 12.5, kind: "end" };
 * const figure = ladder({ local: "127.0.0.1:8192", remote: "127.0.0.1:5000", events: [fin] });
 * assertStringIncludes(figure.text, "end of stream");
 * ```
 */
export interface WireFact {
  /** When, in milliseconds on a clock common to all recordings of one figure. */
  at: number;
  /** `end` is the peer's end of stream; `close-write` and `close` are this end's. */
  kind:
    | "read"
    | "write"
    | "end"
    | "close-write"
    | "close"
    | "reset"
    | "error";
  /** How many bytes were read or written. */
  byteCount?: number;
  /** Those bytes, or as many of them as the recording kept. */
  bytes?: Uint8Array;
  /** How many bytes were to be read or written, which may be more. */
  requested?: number;
  /** What the system said of a reset or an error. */
  message?: string;
}

/**
 * What one end of a connection saw; the library's `WireRecording` has this shape.
 *
 * @example
 * ```ts
 * import { ladder, type WireFacts } from "sockets/figures";
 * import { connect, listen, recordWire, writeAll } from "sockets";
 * import { assertStringIncludes } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const recording: WireFacts = recordWire(client);
 * await writeAll(client, "A cider please\n");
 * assertStringIncludes(ladder(recording).text, "A cider please");
 * ```
 */
export interface WireFacts {
  /** Address of the end that was recorded, such as `127.0.0.1:5000`. */
  local: string;
  /** Address of the other end. */
  remote: string;
  /** What happened there, oldest first. */
  events: readonly WireFact[];
}

/**
 * A remark placed into a ladder at its moment.
 *
 * @example
 * ```ts
 * import { ladder, type LadderNote } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const notes: LadderNote[] = [{ at: 1, text: "the bar opens the tap" }];
 * const bytes = new TextEncoder().encode("cider\n");
 * const events = [{ at: 0, kind: "read", bytes }, { at: 2, kind: "write", bytes }] as const;
 * const figure = ladder({ local: "127.0.0.1:8192", remote: "127.0.0.1:5000", events }, { notes });
 * assertStringIncludes(figure.text, "the bar opens the tap");
 * ```
 */
export interface LadderNote {
  /** When, on the clock of the recordings. */
  at: number;
  /** The remark, one line. */
  text: string;
}

/** Whose lifelines there are, left to right. */
export interface LadderParty {
  name: string;
  addresses: string[];
}

/** A moment at one party: it gets a height of its own in the figure. */
export interface LadderStep {
  at: number;
  party: number;
  /** What stands beside the lifeline: the size, or a call. */
  beside: string[];
  /** Which side of the lifeline that is: away from the party this one deals with. */
  side: "left" | "right";
  /** The event it was, and in which recording; absent for what nobody saw. */
  origin?: { recording: readonly WireFact[]; index: number };
  /** Marks on the lifeline itself. */
  mark?: "close" | "error";
}

/** Something that went from one party to another. */
export interface LadderMessage {
  kind: "bytes" | "end" | "reset";
  from: number;
  to: number;
  size: number;
  /** The bytes, or as many of them as were kept. */
  bytes: Uint8Array;
  /** Absent where the sender was not recorded. */
  departure?: LadderStep;
  /** Absent where the receiver was not recorded. */
  arrival?: LadderStep;
}

/** A stretch left out of a ladder that would be too long. */
export interface LadderGap {
  at: number;
  messages: number;
  bytes: number;
}

/** Everything a ladder shows, before anything is placed. */
export interface LadderFacts {
  parties: LadderParty[];
  messages: LadderMessage[];
  /** Moments that belong to no message. */
  marks: LadderStep[];
  notes: LadderNote[];
  gap?: LadderGap;
}
