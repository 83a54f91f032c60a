/** How waiting for something ended. */
export type StepEnd = "done" | "timeout" | "interrupted";

/**
 * Waits for `step` at most `timeout` milliseconds, or until the signal is aborted.
 *
 * Rejects as `step` does, if that comes first; what becomes of it later is nobody's concern.
 */
export async function endOf(
  step: Promise<unknown>,
  { timeout, signal }: { timeout: number; signal?: AbortSignal },
): Promise<StepEnd> {
  const stop = Promise.withResolvers<StepEnd>();
  const timer = setTimeout(() => stop.resolve("timeout"), timeout);
  const onAbort = () => stop.resolve("interrupted");
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  step.catch(() => {});
  try {
    return await Promise.race([
      step.then((): StepEnd => "done"),
      stop.promise,
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
