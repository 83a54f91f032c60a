import { addressLabel } from "./address_label.ts";
import { type Connection, inflowOf, outflowOf } from "./connection.ts";
import type { WireEvent, WireObserver } from "./wire_event.ts";

/**
 * What crossed a connection, both ways, in the order this side saw it. It grows while the connection lives.
 *
 * @example
 * ```ts
 * import { connect, listen, recordWire, type WireRecording, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const recording: WireRecording = recordWire(client);
 * await writeAll(client, "cider\n");
 * await client.closeWrite();
 * assertEquals(recording.remote, `127.0.0.1:${bar.addr.port}`);
 * assertEquals(recording.events.map(({ kind }) => kind), ["write", "close-write"]);
 * ```
 */
export interface WireRecording {
  /** This side's address, such as `127.0.0.1:5000`. */
  local: string;
  /** The peer's address. */
  remote: string;
  /** When the recording started: milliseconds since the process started. */
  startedAt: number;
  /** The system calls, oldest first. */
  events: WireEvent[];
}

/**
 * How much to keep.
 *
 * @example
 * ```ts
 * import { connect, listen, type RecordOptions, recordWire, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const little: RecordOptions = { maxBytes: 4 };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const { events } = recordWire(client, little);
 * await writeAll(client, "cider\n");
 * assertEquals([events[0].byteCount, events[0].bytes], [6, undefined]);
 * ```
 */
export interface RecordOptions {
  /** The most bytes to keep, 1 MiB by default; later events have a `byteCount` and no `bytes`. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 1024 * 1024;

/**
 * Records every system read and write of `connection` from here on, and how each direction ended.
 *
 * @example
 * ```ts
 * import { connect, listen, recordWire, readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const recording = recordWire(guest);
 * await writeAll(client, "cider\n");
 * await readLine(guest);
 * assertEquals(recording.events.map(({ kind, byteCount }) => [kind, byteCount]), [["read", 6]]);
 * ```
 */
export function recordWire(
  connection: Connection<Deno.Addr>,
  options: RecordOptions = {},
): WireRecording {
  const recording: WireRecording = {
    local: addressLabel(connection.localAddr),
    remote: addressLabel(connection.remoteAddr),
    startedAt: performance.now(),
    events: [],
  };
  const observer = keepEvents(
    recording.events,
    options.maxBytes ?? DEFAULT_MAX_BYTES,
  );
  for (const flow of [inflowOf(connection), outflowOf(connection)]) {
    flow.observer = flow.observer ? both(flow.observer, observer) : observer;
  }
  return recording;
}

function keepEvents(events: WireEvent[], maxBytes: number): WireObserver {
  let kept = 0;
  return {
    observe(event) {
      const at = performance.now();
      const { bytes, ...rest } = event;
      if (bytes === undefined || kept + bytes.length > maxBytes) {
        events.push({ at, ...rest });
        return;
      }
      kept += bytes.length;
      events.push({ at, ...rest, bytes: bytes.slice() });
    },
  };
}

function both(first: WireObserver, second: WireObserver): WireObserver {
  return {
    observe(event) {
      first.observe(event);
      second.observe(event);
    },
  };
}
