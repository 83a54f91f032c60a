/** Errors of the library. Each names the action and the address, and carries what had come. */

/** Base of every error that this library throws about a socket. */
export class SocketError extends Error {
  override name = "SocketError";
}

/** A wait ended because its deadline passed. No byte is lost: the next read gives what had come. */
export class DeadlineError extends SocketError {
  override name = "DeadlineError";
  /** How long the wait lasted, in milliseconds. */
  readonly timeout: number;
  constructor(message: string, options: ErrorOptions & { timeout: number }) {
    super(message, options);
    this.timeout = options.timeout;
  }
}

/** A name could not be resolved: what `getaddrinfo` reports (the lecture's -2). */
export class AddressError extends SocketError {
  override name = "AddressError";
  /** The error's name, such as `EAI_NONAME`. */
  readonly code: string;
  /** The system's own number for it, where there is one. */
  readonly errorNumber?: number;
  constructor(
    message: string,
    options: ErrorOptions & { code: string; errorNumber?: number },
  ) {
    super(message, options);
    this.code = options.code;
    this.errorNumber = options.errorNumber;
  }
}
