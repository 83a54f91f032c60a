/** Many connections, in turn and at once, with everything counted that could leak. */
import { connect, listen, type Listener, readLine, writeAll } from "sockets";

/** What was done, and what was left behind. */
export interface StressReport {
  /** Connections that got their own answer. */
  answered: number;
  /** Listeners still attached to the one signal that all calls shared. */
  signalListeners: number;
  unhandledRejections: number;
  /** Open descriptors more than before; `undefined` where the system does not tell. */
  descriptorsLeft: number | undefined;
  /** Heap growth in bytes per connection of the second half, after the first half has warmed everything up. */
  heapPerConnection: number;
}

export interface StressOptions {
  /** Connections made one after the other. */
  inTurn: number;
  /** Connections open at the same time. */
  atOnce: number;
}

/** The line that the slow reader fetches last, when all others are done. */
const LONG_LINE = "x".repeat(50_000);

/** Runs both parts twice, and compares what the second run left with what there was before. */
export async function stress(options: StressOptions): Promise<StressReport> {
  const signal = countedSignal();
  let unhandledRejections = 0;
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    unhandledRejections++;
  };
  addEventListener("unhandledrejection", onRejection);
  try {
    const half = {
      inTurn: Math.ceil(options.inTurn / 2),
      atOnce: options.atOnce,
    };
    let answered = await runOnce(half, signal.signal);
    const descriptors = await openDescriptors();
    const heap = heapUsed();
    answered += await runOnce(half, signal.signal);
    const after = await openDescriptors();
    return {
      answered,
      signalListeners: signal.count(),
      unhandledRejections,
      descriptorsLeft: after === undefined ? undefined : after - descriptors!,
      heapPerConnection: (heapUsed() - heap) / (half.inTurn + half.atOnce),
    };
  } finally {
    removeEventListener("unhandledrejection", onRejection);
  }
}

async function runOnce(
  { inTurn, atOnce }: StressOptions,
  signal: AbortSignal,
): Promise<number> {
  using bar = await listen();
  const serving = serve(bar, signal);
  let answered = 0;
  for (let turn = 0; turn < inTurn; turn++) {
    answered += await order(bar.addr.port, `cider ${turn}`, signal);
  }
  answered += await orderAtOnce(bar.addr.port, atOnce, signal);
  bar.close();
  await serving;
  return answered;
}

/** Echoes lines to everybody until the listener is closed; resolves when all guests have left. */
async function serve(bar: Listener, signal: AbortSignal): Promise<void> {
  const guests = new Set<Promise<void>>();
  for await (const guest of bar) {
    const served = (async () => {
      using connection = guest;
      for (
        let line = await readLine(connection, { signal });
        line !== null;
        line = await readLine(connection, { signal })
      ) {
        await writeAll(connection, `${line}\n`, { signal });
      }
    })().finally(() => guests.delete(served));
    guests.add(served);
  }
  await Promise.all(guests);
}

async function order(
  port: number,
  line: string,
  signal: AbortSignal,
): Promise<number> {
  using client = await connect("127.0.0.1", port, { signal });
  await writeAll(client, `${line}\n`, { signal });
  return await readLine(client, { signal }) === line ? 1 : 0;
}

/** All connect first, the slow one too; it reads its answer after everybody else has gone. */
async function orderAtOnce(
  port: number,
  count: number,
  signal: AbortSignal,
): Promise<number> {
  using slow = await connect("127.0.0.1", port, { signal });
  await writeAll(slow, `${LONG_LINE}\n`, { signal });
  const everybody = await Promise.all(
    Array.from(
      { length: count - 1 },
      (_, guest) => order(port, `perry ${guest}`, signal),
    ),
  );
  const last = await readLine(slow, { signal }) === LONG_LINE ? 1 : 0;
  return everybody.reduce((sum, one) => sum + one, last);
}

/** A signal that knows how many listeners it has. */
function countedSignal(): { signal: AbortSignal; count(): number } {
  const { signal } = new AbortController();
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count--;
    remove(...args);
  };
  return { signal, count: () => count };
}

async function openDescriptors(): Promise<number | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  let count = 0;
  for await (const _entry of Deno.readDir("/proc/self/fd")) count++;
  return count;
}

/** Live bytes; exact only where the collector can be called (`--v8-flags=--expose-gc`). */
function heapUsed(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Deno.memoryUsage().heapUsed;
}
