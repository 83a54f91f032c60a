/** How much memory C's allocator has handed out, for tests that look for leaks. */

/** glibc's `struct mallinfo2`: ten sizes, of which the eighth counts bytes in use. */
const MALLINFO2 = { struct: Array(10).fill("usize") } as const;
const IN_USE = 7;

/**
 * Bytes that C code of this process holds at present, after a collection of
 * garbage. Needs glibc 2.33 and `--v8-flags=--expose-gc`.
 */
export function bytesInUse(): number {
  const library = Deno.dlopen("libc.so.6", {
    mallinfo2: { parameters: [], result: MALLINFO2 },
  });
  try {
    Reflect.get(globalThis, "gc")?.();
    const info = library.symbols.mallinfo2();
    return Number(new BigUint64Array(info.buffer)[IN_USE]);
  } finally {
    library.close();
  }
}

/**
 * Runs something several times and returns the least growth of memory in use.
 *
 * What leaks grows every time; what the engine allots for itself does not.
 */
export async function leastGrowth(
  rounds: number,
  run: () => Promise<void>,
): Promise<number> {
  await run();
  let least = Infinity;
  let before = bytesInUse();
  for (let round = 0; round < rounds; round++) {
    await run();
    const after = bytesInUse();
    least = Math.min(least, after - before);
    before = after;
  }
  return least;
}
