import { assertEquals, assertInstanceOf } from "@std/assert";
import fc from "fast-check";
import { Buffer } from "node:buffer";
import {
  AbortError,
  Connection,
  type SystemConnection,
  writeAll,
} from "sockets";

const ADDRESS: Deno.NetAddr = {
  transport: "tcp",
  hostname: "192.0.2.1",
  port: 7,
};

/** Takes of each write as much, after as many turns, as its script says; the script starts again at its end. */
class ShortSink implements SystemConnection<Deno.NetAddr> {
  readonly localAddr = ADDRESS;
  readonly remoteAddr = ADDRESS;
  readonly taken: Uint8Array[] = [];
  readonly #script: readonly { share: number; turns: number }[];
  #writes = 0;
  #writing = false;

  constructor(script: readonly { share: number; turns: number }[]) {
    this.#script = script;
  }

  async write(bytes: Uint8Array): Promise<number> {
    assertEquals(this.#writing, false, "two system writes at once");
    this.#writing = true;
    const { share, turns } = this.#script[this.#writes++ % this.#script.length];
    await inTurns(turns);
    const count = Math.max(1, Math.floor(bytes.length * share));
    this.taken.push(bytes.slice(0, count));
    this.#writing = false;
    return count;
  }

  read = () => Promise.resolve(null);
  closeWrite = () => Promise.resolve();
  close() {}
}

async function inTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

const call = fc.record({
  size: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(300_000)),
  abortAfter: fc.option(fc.nat(30)),
  /** Whether the next call is made before this one has ended. */
  overlaps: fc.boolean(),
});

const script = fc.array(
  fc.record({
    share: fc.constantFrom(0, 0.3, 0.5, 0.9, 1, 1),
    turns: fc.nat(8),
  }),
  { minLength: 1, maxLength: 6 },
);

interface Call {
  size: number;
  abortAfter: number | null;
  overlaps: boolean;
}

/** Makes a call; resolves to how many of its bytes go out according to its outcome. */
async function perform(
  connection: Connection,
  bytes: Uint8Array,
  abortAfter: number | null,
): Promise<number> {
  const controller = new AbortController();
  const { signal } = controller;
  const writing = writeAll(connection, bytes, { signal });
  if (abortAfter !== null) inTurns(abortAfter).then(() => controller.abort());
  try {
    await writing;
    return bytes.length;
  } catch (error) {
    assertInstanceOf(error, AbortError);
    return error.written!;
  }
}

Deno.test("writes that are short, overlap and are aborted send what they say, in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 1, maxLength: 6 }),
      // A large call by single bytes would take for ever.
      script.filter((steps) => steps.some(({ share }) => share >= 0.5)),
      async (calls: Call[], steps) => {
        const sink = new ShortSink(steps);
        using connection = new Connection(sink);
        const sent = calls.map(({ size }, index) =>
          new Uint8Array(size).fill(index + 1)
        );
        const outcomes: Promise<number>[] = [];
        for (const [index, { abortAfter, overlaps }] of calls.entries()) {
          outcomes.push(perform(connection, sent[index], abortAfter));
          if (!overlaps) await outcomes[index];
        }
        const counts = await Promise.all(outcomes);
        await writeAll(connection, new Uint8Array([0]));
        const expected = counts.map((count, index) =>
          sent[index].subarray(0, count)
        );
        assertEquals(
          Buffer.compare(
            Buffer.concat(sink.taken),
            Buffer.concat([...expected, new Uint8Array([0])]),
          ),
          0,
        );
      },
    ),
    { numRuns: 1_000 },
  );
});
