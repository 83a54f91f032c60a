/** Starts a deadline common to several waits: the returned function says how many milliseconds of it are left. */
export function countDown(timeout: number): () => number {
  const end = performance.now() + timeout;
  return () => Math.max(0, end - performance.now());
}
