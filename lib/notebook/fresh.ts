import { TextDisplay } from "./text_display.ts";

/** Listeners, connections, servers; or a list or record of them. */
const opened = new Map<string, unknown>();

/** A close that waits longer than this is left behind. */
const CLOSE_DEADLINE = 2_000;

/**
 * Opens something anew: what an earlier run opened under this name is closed first.
 *
 * So a cell can be run again and again and leaves one listener behind, not ten. Closes by `close`,
 * `shutdown` or disposal, also each element of an array or a record.
 *
 * @throws whatever `open` throws; then nothing is kept.
 *
 * @example
 * ```ts
 * import { closeAll, fresh } from "sockets/notebook";
 * import { listen } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const first = await fresh("bar", () => listen(0));
 * const second = await fresh("bar", () => listen(0));
 * await assertRejects(() => first.accept()); // the second run closed it
 * await closeAll(); // and this closes the second
 * ```
 */
export async function fresh<Value>(
  name: string,
  open: () => Value | Promise<Value>,
): Promise<Value> {
  await closeNamed(name);
  const value = await open();
  const meanwhile = opened.get(name); // another call may have opened it too
  opened.set(name, value);
  await closeInTime(meanwhile);
  return value;
}

/**
 * Closes everything that {@linkcode fresh} has open, for the end of a notebook. Shows what it closed.
 *
 * @example
 * ```ts
 * import { closeAll } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(await closeAll()), "Nothing was left open.");
 * ```
 */
export async function closeAll(): Promise<TextDisplay> {
  const names = [...opened.keys()];
  for (const name of names.toReversed()) await closeNamed(name);
  return new TextDisplay(
    names.length === 0
      ? "Nothing was left open."
      : `✓ Closed what this notebook had opened: ${names.join(", ")}.`,
  );
}

async function closeNamed(name: string): Promise<void> {
  const value = opened.get(name);
  opened.delete(name);
  await closeInTime(value);
}

async function closeInTime(value: unknown): Promise<void> {
  if (value === undefined || value === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_DEADLINE);
  });
  await Promise.race([close(value), deadline]);
  clearTimeout(timer);
}

async function close(value: unknown): Promise<void> {
  if (typeof value !== "object" || value === null) return;
  const closer = closerOf(value as Record<PropertyKey, unknown>);
  if (closer === undefined) {
    await Promise.all(Object.values(value).filter(isClosable).map(close));
    return;
  }
  try {
    await closer.call(value);
  } catch {
    // The cell itself had closed it: that is what was wanted.
  }
}

function isClosable(value: unknown): boolean {
  return typeof value === "object" && value !== null &&
    closerOf(value as Record<PropertyKey, unknown>) !== undefined;
}

function closerOf(
  value: Record<PropertyKey, unknown>,
): (() => unknown) | undefined {
  for (
    const key of ["close", "shutdown", Symbol.asyncDispose, Symbol.dispose]
  ) {
    if (typeof value[key] === "function") return value[key] as () => unknown;
  }
}
