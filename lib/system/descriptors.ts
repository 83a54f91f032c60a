import { SocketError } from "../errors.ts";
import { checkInt } from "./arguments.ts";
import { procRefusal } from "./proc.ts";

/**
 * An open descriptor of this process, and what it refers to.
 *
 * @example
 * ```ts
 * import type { Descriptor } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * function line({ fd, target }: Descriptor): string {
 *   return `${fd} -> ${target}`; // As ls -l /proc/self/fd prints it.
 * }
 * const guest: Descriptor = { fd: 5, kind: "socket", target: "socket:[81237]", inode: 81237 };
 * assertEquals(line(guest), "5 -> socket:[81237]");
 * ```
 */
export interface Descriptor {
  /** The index in the process's table. */
  fd: number;
  /** What it refers to; `other` for the system's own inventions. */
  kind: "socket" | "pipe" | "file" | "device" | "epoll" | "event" | "other";
  /** The system's words for it: `socket:[81237]`, `/etc/hosts`. */
  target: string;
  /** The number of the socket or pipe, the same for all that refer to it. */
  inode?: number;
  /** The path of a file or device. */
  path?: string;
}

/**
 * The open descriptors of this process, in order, as the system lists them.
 *
 * With `pid`, those of another process of the same user. Linux only; elsewhere,
 * or where reading `/proc` is not allowed, `undefined`, and `procRefusal()` says
 * why. Source: proc(5). Throws a `SocketError` if there is no such process, or
 * if it is someone else's.
 *
 * @example
 * ```ts
 * import { close, descriptors, pipe } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const ends = descriptors()?.filter(({ fd }) => fd === readEnd || fd === writeEnd);
 * if (ends) assertEquals(ends[0].inode, ends[1].inode);
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export function descriptors(pid?: number): Descriptor[] | undefined {
  if (pid !== undefined) checkInt("descriptors", "pid", pid);
  if (procRefusal()) return undefined;
  const folder = `/proc/${pid ?? "self"}/fd`;
  const found: Descriptor[] = [];
  for (const name of namesIn(folder, pid)) {
    const target = readTarget(`${folder}/${name}`);
    if (target !== undefined) found.push(parseDescriptor(Number(name), target));
  }
  return found.sort((a, b) => a.fd - b.fd);
}

function namesIn(folder: string, pid = Deno.pid): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name);
  } catch (cause) {
    const state = cause instanceof Deno.errors.NotFound
      ? "there is no such process"
      : "it belongs to another user";
    throw new SocketError(
      `Cannot list the descriptors of process ${pid}: ${state}`,
      { cause },
    );
  }
}

/** The descriptor that lists the folder is gone by the time it is read. */
function readTarget(path: string): string | undefined {
  try {
    return Deno.readLinkSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Reads what a link in `/proc/self/fd` points to; pure. */
export function parseDescriptor(fd: number, target: string): Descriptor {
  const numbered = /^(socket|pipe):\[(\d+)\]$/.exec(target);
  if (numbered) {
    const kind = numbered[1] as "socket" | "pipe";
    return { fd, kind, target, inode: Number(numbered[2]) };
  }
  if (target.startsWith("/dev/")) {
    return { fd, kind: "device", target, path: target };
  }
  if (target.startsWith("/")) return { fd, kind: "file", target, path: target };
  if (target === "anon_inode:[eventpoll]") return { fd, kind: "epoll", target };
  if (target === "anon_inode:[eventfd]") return { fd, kind: "event", target };
  return { fd, kind: "other", target };
}
