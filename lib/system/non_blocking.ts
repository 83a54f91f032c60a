import { CALL } from "./call_constants.ts";
import type { SystemLibrary } from "./system_library.ts";

/**
 * Makes a new descriptor non-blocking, so that no call on it can stop this
 * thread, and closes it in programs started from here. Source: fcntl(2).
 */
export function prepareDescriptor(library: SystemLibrary, fd: number): void {
  closeInChildren(library, fd);
  setNonBlocking(library, fd);
}

/** Sets FD_CLOEXEC, which belongs to the descriptor alone. */
export function closeInChildren(library: SystemLibrary, fd: number): void {
  library.fcntl(fd, CALL.F_SETFD, CALL.FD_CLOEXEC);
}

/** Sets O_NONBLOCK, which all descriptors of one open file share. */
export function setNonBlocking(library: SystemLibrary, fd: number): void {
  const mode = library.fcntl(fd, CALL.F_GETFL, 0);
  if (mode === -1 || mode & CALL.O_NONBLOCK) return;
  library.fcntl(fd, CALL.F_SETFL, mode | CALL.O_NONBLOCK);
}

/** Whether calls on the descriptor would block: it was opened elsewhere. */
export function mayBlock(library: SystemLibrary, fd: number): boolean {
  const mode = library.fcntl(fd, CALL.F_GETFL, 0);
  return mode !== -1 && (mode & CALL.O_NONBLOCK) === 0;
}
