import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  AbortError,
  Connection,
  readExactly,
  readLine,
  readToEnd,
  readUntil,
  UnexpectedEndError,
} from "sockets";
import {
  expectedOutcome,
  inText,
  type Outcome,
  type ReadCall,
} from "./read_model.ts";
import {
  cutAt,
  ScriptedConnection,
  type ScriptStep,
} from "./scripted_connection.ts";

const encoder = new TextEncoder();

/** Pieces of text and bytes that have tripped readers before. */
const piece = fc.oneof(
  fc.constantFrom(
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\0",
    "",
    "é€😀",
    "\uFEFF",
    "ab;cd",
  )
    .map((text) => encoder.encode(text)),
  fc.string({ maxLength: 30 }).map((text) => encoder.encode(text)),
  fc.string({ unit: "binary", maxLength: 10 }).map((text) =>
    encoder.encode(text)
  ),
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom([0xe2, 0x82], [0xc3], [0xff, 0xfe], [0xf0, 0x9f, 0x98], [
    0x80,
  ])
    .map((octets) => new Uint8Array(octets)),
);

const smallStream = fc.array(piece, { maxLength: 14 }).map(concatenate);

/** Streams that pass the sizes at which the buffer, a batch of lines and a slab end. */
const largeStream = fc.array(
  fc.tuple(piece, fc.integer({ min: 1, max: 3000 })),
  { minLength: 1, maxLength: 12 },
).map((parts) =>
  concatenate(
    parts.flatMap(([part, times]) =>
      Array.from({ length: Math.min(times, 40_000 / (part.length + 1)) }, () =>
        part)
    ),
  )
);

const byteCount = fc.oneof(
  { weight: 4, arbitrary: fc.nat(40) },
  fc.constantFrom(2047, 2048, 4096, 4097, 32767, 32768, 65536, 100_000),
);

const call: fc.Arbitrary<ReadCall> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      call: fc.constant("readLine" as const),
      maxLength: fc.constantFrom(0, 1, 5, 20, 65536, 65536, 65536),
      encoding: fc.constantFrom("utf-8" as const, "utf-8", "latin1"),
      allowUnterminated: fc.boolean(),
    }),
  },
  fc.record({ call: fc.constant("readExactly" as const), byteCount }),
  fc.record({
    call: fc.constant("readUntil" as const),
    delimiter: fc.constantFrom("\r\n\r\n", "\n", ";", "aab", "\0")
      .map((text) => encoder.encode(text)),
    maxLength: fc.constantFrom(0, 3, 65536, 65536),
  }),
  fc.record({
    call: fc.constant("readToEnd" as const),
    maxLength: fc.constantFrom(0, 10, 200_000),
  }),
  fc.record({
    call: fc.constant("read" as const),
    size: byteCount.map((size) => size + 1),
  }),
);

const cuts = (length: number) =>
  fc.oneof(
    fc.array(fc.nat(length), { maxLength: 20 }),
    fc.constant(Array.from({ length: Math.min(length, 300) }, (_, at) => at)),
  );

const scenario = (stream: fc.Arbitrary<Uint8Array>, calls: number) =>
  stream.chain((bytes) =>
    fc.record({
      bytes: fc.constant(bytes),
      places: cuts(bytes.length),
      calls: fc.array(call, { minLength: 1, maxLength: calls }),
    })
  );

Deno.test("reads in any order give what the whole stream says, wherever it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(scenario(smallStream, 20), async (given) => {
      await checkReads(given);
    }),
    { numRuns: 10_000 },
  );
});

Deno.test("reads across the ends of buffers and batches lose, repeat and reorder nothing", async () => {
  await fc.assert(
    fc.asyncProperty(scenario(largeStream, 60), async (given) => {
      await checkReads(given);
    }),
    { numRuns: 1_500 },
  );
});

Deno.test("lines cut anywhere are the same as in one piece", async () => {
  const readAll = async (pieces: Uint8Array[]) => {
    using connection = new Connection(new ScriptedConnection(pieces));
    const found: (string | null)[] = [];
    do {
      found.push(await readLine(connection, { allowUnterminated: true }));
    } while (found.at(-1) !== null);
    return found;
  };
  const given = smallStream.chain((bytes) =>
    fc.tuple(fc.constant(bytes), cuts(bytes.length))
  );
  await fc.assert(
    fc.asyncProperty(given, async ([bytes, places]) => {
      assertEquals(
        await readAll(cutAt(bytes, places)),
        await readAll(cutAt(bytes, [])),
      );
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("reads aborted at any point lose, repeat and reorder nothing", async () => {
  const given = scenario(smallStream, 20).chain((fixed) =>
    fc.record({
      fixed: fc.constant(fixed),
      stalls: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
    })
  );
  await fc.assert(
    fc.asyncProperty(given, async ({ fixed, stalls }) => {
      await checkAbortedReads(fixed, stalls);
    }),
    { numRuns: 3_000 },
  );
});

interface Scenario {
  bytes: Uint8Array;
  places: number[];
  calls: ReadCall[];
}

async function checkReads({ bytes, places, calls }: Scenario): Promise<void> {
  using connection = new Connection(
    new ScriptedConnection(cutAt(bytes, places)),
  );
  const checker = new OutcomeChecker(bytes);
  for (const call of calls) {
    checker.check(call, await perform(connection, call));
  }
  checker.checkKept();
}

/** As {@linkcode checkReads}, but the script stalls, and each stall aborts the call that waits. */
async function checkAbortedReads(
  { bytes, places, calls }: Scenario,
  stalls: boolean[],
): Promise<void> {
  const steps = cutAt(bytes, places).flatMap((part, index): ScriptStep[] =>
    stalls[index % stalls.length] ? ["stall", part] : [part]
  );
  const system = new ScriptedConnection(steps);
  using connection = new Connection(system);
  const checker = new OutcomeChecker(bytes);
  let controller = new AbortController();
  system.onStall = async () => {
    controller.abort("closing time");
    // The bytes come only after the aborted call has been told.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  for (const call of calls) {
    let outcome: Outcome;
    do {
      controller = new AbortController();
      outcome = await perform(connection, call, controller.signal);
    } while ("error" in outcome && outcome.error === AbortError.name);
    checker.check(call, outcome);
  }
  checker.checkKept();
}

/** Follows a stream through the outcomes, and sees whether results stay as they were. */
class OutcomeChecker {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #kept: [result: Uint8Array, then: string][] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  check(call: ReadCall, performed: Outcome & { result?: Uint8Array }): void {
    const { result, ...outcome } = performed;
    if (result) this.#kept.push([result, inText(result)]);
    const rest = this.#bytes.subarray(this.#at);
    if (call.call !== "read") {
      const expected = expectedOutcome(call, rest);
      assertEquals(outcome, expected.outcome);
      this.#at += expected.taken;
      return;
    }
    const value = "value" in outcome ? outcome.value : "";
    const taken = value?.length ?? 0;
    assertEquals(value, rest.length ? inText(rest.subarray(0, taken)) : null);
    assertEquals(taken > 0 || rest.length === 0, true);
    this.#at += taken;
  }

  checkKept(): void {
    for (const [result, then] of this.#kept) assertEquals(inText(result), then);
  }
}

async function perform(
  connection: Connection,
  call: ReadCall,
  signal?: AbortSignal,
): Promise<Outcome & { result?: Uint8Array }> {
  try {
    const result = await callRead(connection, call, signal);
    return result instanceof Uint8Array
      ? { value: inText(result), result }
      : { value: result };
  } catch (error) {
    const { name } = error as Error;
    return error instanceof UnexpectedEndError
      ? {
        error: name,
        received: inText(error.received),
        expected: error.expected,
      }
      : { error: name };
  }
}

async function callRead(
  connection: Connection,
  call: ReadCall,
  signal?: AbortSignal,
): Promise<Uint8Array | string | null> {
  switch (call.call) {
    case "readLine":
      return await readLine(connection, { ...call, signal });
    case "readExactly":
      return await readExactly(connection, call.byteCount, { signal });
    case "readUntil":
      return await readUntil(connection, call.delimiter, { ...call, signal });
    case "readToEnd":
      return await readToEnd(connection, { ...call, signal });
    case "read": {
      const into = new Uint8Array(call.size);
      const count = await connection.read(into, { signal });
      return count === null ? null : into.subarray(0, count);
    }
  }
}

function concatenate(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
