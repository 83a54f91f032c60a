import { invoke } from "./invoke.ts";
import { prepareDescriptor } from "./non_blocking.ts";
import { own } from "./owned_descriptors.ts";
import { systemLibrary } from "./system_library.ts";

/**
 * A pipe within this machine: its read end and its write end.
 *
 * C fills an array of two ints; here it is returned. Source: pipe(2). Errors:
 * `SystemCallError`, such as `EMFILE`.
 *
 * @example
 * ```ts
 * import { close, pipe } from "sockets/system";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export function pipe(): [readEnd: number, writeEnd: number] {
  const ends = new Int32Array(2);
  const traced = invoke(
    { call: "pipe", args: () => [], action: "create a pipe" },
    (library) => library.pipe(new Uint8Array(ends.buffer)),
  );
  const library = systemLibrary("pipe");
  const [readEnd, writeEnd] = ends;
  for (const fd of ends) {
    prepareDescriptor(library, fd);
    own(fd);
  }
  traced.output = `${readEnd}, ${writeEnd}`;
  return [readEnd, writeEnd];
}
