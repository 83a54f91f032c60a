import { formatCount } from "../drawing/abridge.ts";
import { matchStream } from "../ladder/match_stream.ts";
import { type LadderStep, type WireFact } from "../ladder/wire_facts.ts";
import {
  type CallFact,
  descriptorOf,
  type Meeting,
  type PartyCalls,
  succeeded,
} from "./call_facts.ts";

const WRITES = ["send", "write"];
const READS = ["recv", "read"];

/** One end of a connection: its calls from `connect` or `accept` to `close`. */
interface StreamEnd {
  opening: CallFact;
  calls: CallFact[];
}

/**
 * Where two parties met: `connect` with `accept`, what was sent with what was received, and the
 * close with the empty read that saw it. Connections are paired in their order.
 */
export function findMeetings(parties: readonly PartyCalls[]): Meeting[] {
  const connected = parties.flatMap(({ calls }) => endsOf(calls, "connect"));
  const accepted = parties.flatMap(({ calls }) => endsOf(calls, "accept"));
  return accepted.slice(0, connected.length).flatMap((server, index) => {
    const client = connected[index];
    return [
      { from: client.opening, to: server.opening, label: "connection" },
      ...passed(client.calls, server.calls),
      ...passed(server.calls, client.calls),
    ];
  });
}

function endsOf(
  calls: readonly CallFact[],
  opening: "connect" | "accept",
): StreamEnd[] {
  return calls.flatMap((call, index) => {
    if (call.call !== opening || !succeeded(call)) return [];
    const fd = opening === "accept" ? call.result : descriptorOf(call);
    const own = calls.slice(index + 1).filter((later) =>
      descriptorOf(later) === fd
    );
    const close = own.findIndex((later) => later.call === "close");
    return [{
      opening: call,
      calls: close < 0 ? own : own.slice(0, close + 1),
    }];
  });
}

/** What went from one end to the other: matched as octets of a stream, as in a ladder. */
function passed(
  sender: readonly CallFact[],
  receiver: readonly CallFact[],
): Meeting[] {
  const byEvent = new Map<number, CallFact>();
  const events = (
    calls: readonly CallFact[],
    names: readonly string[],
    kind: "write" | "read",
  ): WireFact[] =>
    calls.filter((call) => names.includes(call.call) && (call.result ?? 0) > 0)
      .map((call) => {
        const at = byEvent.size;
        byEvent.set(at, call);
        return { at, kind, byteCount: call.result };
      });
  const messages = matchStream({
    from: 0,
    to: 1,
    sender: events(sender, WRITES, "write"),
    receiver: events(receiver, READS, "read"),
  });
  const callAt = (step?: LadderStep) => step && byEvent.get(step.at);
  const meetings = messages.flatMap(
    ({ departure, arrival, size }): Meeting[] => {
      const from = callAt(departure);
      const to = callAt(arrival);
      return from && to ? [{ from, to, label: `${formatCount(size)} B` }] : [];
    },
  );
  const close = sender.find(({ call }) =>
    call === "shutdown" || call === "close"
  );
  const end = receiver.find((call) =>
    READS.includes(call.call) && call.result === 0 && succeeded(call)
  );
  return close && end
    ? [...meetings, { from: close, to: end, label: "end" }]
    : meetings;
}
