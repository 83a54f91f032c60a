/**
 * Which descriptors this module opened, and how often each number was closed.
 *
 * The system gives a closed number to the next one who opens something. A wait
 * for the old owner must not take what belongs to the new one, and a second
 * close must not hit a descriptor of Deno's own.
 *
 * @module
 */
import { SocketError } from "../errors.ts";

const owned = new Set<number>();
const closeCounts = new Map<number, number>();

/** Notes that this module opened a descriptor; returns it. */
export function own(fd: number): number {
  owned.add(fd);
  return fd;
}

/** Notes that a descriptor has been closed. */
export function disown(fd: number): void {
  owned.delete(fd);
  closeCounts.set(fd, (closeCounts.get(fd) ?? 0) + 1);
}

/** Whether this module opened the descriptor and has not closed it. */
export function isOwned(fd: number): boolean {
  return owned.has(fd);
}

/** What this module opened and has not closed, in order. */
export function ownedDescriptors(): number[] {
  return [...owned].sort((a, b) => a - b);
}

/**
 * Begins a wait for a descriptor: the returned function throws once it has been closed since, for then its number
 * may be someone else's.
 */
export function refuseOnceClosed(fd: number): () => void {
  const closedBefore = closeCounts.get(fd);
  return () => {
    if (closeCounts.get(fd) === closedBefore) return;
    throw new SocketError(
      `Cannot wait for descriptor ${fd}: it was closed meanwhile`,
    );
  };
}
