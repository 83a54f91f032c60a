/**
 * Thrown by every assertion that does not hold.
 *
 * Its `name` is `"AssertionError"`, its `message` says what was expected and
 * what was found.
 */
export class AssertionError extends Error {
  /** Takes the message and, as any `Error`, a `cause`. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
