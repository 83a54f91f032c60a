/** So many signatures are remembered. Jupyter's own kernels keep as many. */
const MEMORY = 65_536;

/** Tells messages that came before: a signature is as good as unique, for each message has an id of its own. */
export class ReplayGuard {
  readonly #seen = new Set<string>();

  /** Whether this is the first message with this signature; an empty one says nothing. */
  isFirst(signature: string): boolean {
    if (signature === "") return true;
    if (this.#seen.has(signature)) return false;
    this.#seen.add(signature);
    if (this.#seen.size > MEMORY) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    return true;
  }
}
