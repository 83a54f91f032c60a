/** An editor saves in several steps: changes so many milliseconds apart are one. */
const QUIET = 150;

/** Watches folders until `signal`; calls `changed` with the files of each change. */
export async function watchFiles(
  folders: string[],
  changed: (files: Set<string>) => void,
  signal: AbortSignal,
): Promise<void> {
  using watcher = Deno.watchFs(folders);
  const close = () => watcher.close();
  signal.addEventListener("abort", close, { once: true });
  let files = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const told = files;
    files = new Set();
    changed(told);
  };
  try {
    if (signal.aborted) return;
    for await (const { kind, paths } of watcher) {
      if (kind === "access") continue;
      for (const path of paths) files.add(path);
      clearTimeout(timer);
      timer = setTimeout(tell, QUIET);
    }
  } catch (failure) {
    // Closing the watcher interrupts its iteration.
    if (!signal.aborted) throw failure;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", close);
  }
}
