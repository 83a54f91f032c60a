/** A deadline for a whole run, and one that every sign of life puts off. */
export class Deadlines {
  /** Which of them passed first, in words. */
  problem: string | undefined;
  readonly #onPassed: () => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Takes what to do when one of them passes. */
  constructor(onPassed: () => void) {
    this.#onPassed = onPassed;
  }

  /** Starts the deadline for the whole. */
  start(milliseconds: number): void {
    this.#set("whole", milliseconds, `not done within`);
  }

  /** Starts the deadline for the next sign of life. */
  renew(milliseconds: number | undefined): void {
    if (milliseconds === undefined) return;
    this.#set("silence", milliseconds, `no answer within`);
  }

  /** Stops both. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #set(name: string, milliseconds: number, words: string): void {
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.problem ??= `${words} ${milliseconds / 1000} s`;
      this.#onPassed();
    }, milliseconds);
    this.#timers.set(name, timer);
  }
}
