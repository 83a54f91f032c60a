/** A moment after which the compiler gives up. */
import ts from "typescript";

/** Thrown into the compiler, which asks now and then whether to go on. */
export class Deadline implements ts.CancellationToken {
  /** For work that nobody waits for. */
  static readonly never = new Deadline(Infinity);
  #end: number;

  /** @param timeout milliseconds from now */
  constructor(timeout: number) {
    this.#end = performance.now() + timeout;
  }

  isCancellationRequested(): boolean {
    return performance.now() > this.#end;
  }

  /** Throws the compiler's `OperationCanceledException` when the time is over. */
  throwIfCancellationRequested(): void {
    if (this.isCancellationRequested()) {
      throw new ts.OperationCanceledException();
    }
  }
}
