/** What is to be run; what comes while something runs is put before the rest of it. */
export class RunQueue {
  readonly #run: (path: string, signal: AbortSignal) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #waiting = new Set<string>();
  #current: { path: string; stop: AbortController } | undefined;
  #working: Promise<void> = Promise.resolve();

  /** Runs one path after another until `signal`; a failure is the runner's to tell. */
  constructor(
    run: (path: string, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ) {
    this.#run = run;
    this.#signal = signal;
  }

  /** Adds paths, in order; one that runs already starts again. */
  add(paths: readonly string[]): void {
    const rest = [...this.#waiting].filter((path) => !paths.includes(path));
    this.#waiting.clear();
    for (const path of [...paths, ...rest]) this.#waiting.add(path);
    const { path, stop } = this.#current ?? {};
    if (path !== undefined && paths.includes(path)) stop!.abort();
    if (!this.#current) this.#working = this.#work();
  }

  /** Resolves once nothing is left to run. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    for (const path of this.#waiting) {
      if (this.#signal.aborted) return;
      this.#waiting.delete(path);
      const stop = new AbortController();
      this.#current = { path, stop };
      try {
        await this.#run(path, AbortSignal.any([stop.signal, this.#signal]));
      } finally {
        this.#current = undefined;
      }
    }
  }
}
