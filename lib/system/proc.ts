/**
 * Why the system's tables cannot be read, or `undefined` if they can.
 *
 * `descriptors` and `socketTable` return `undefined` in that case.
 *
 * @example
 * ```ts
 * import { procRefusal, socketTable } from "sockets/system";
 *
 * const table = socketTable();
 * console.log(table ? `${table.length} sockets` : procRefusal());
 * ```
 */
export function procRefusal(): string | undefined {
  if (Deno.build.os !== "linux") {
    return `only Linux shows its tables in /proc; this is ${Deno.build.os}`;
  }
  try {
    Deno.readLinkSync("/proc/self/fd/0");
    Deno.readTextFileSync("/proc/net/protocols");
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      return "reading /proc needs the permission --allow-all";
    }
    if (error instanceof Deno.errors.NotFound) return absence();
    return `/proc cannot be read: ${(error as Error).message}`;
  }
}

/** A missing file may be a closed descriptor 0, which is no reason; or there is no /proc at all. */
function absence(): string | undefined {
  try {
    Deno.readDirSync("/proc/self/fd");
    return undefined;
  } catch {
    return "there is no /proc here";
  }
}
