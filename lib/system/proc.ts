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
    if (error instanceof Deno.errors.NotFound) return undefined;
    return `/proc cannot be read: ${(error as Error).message}`;
  }
}
