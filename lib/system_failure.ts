/** Turns the system's errors into the library's, with the action and the address in the message. */
import { ClosedError, ConnectionResetError, SocketError } from "./errors.ts";

const RESET_CODES = ["ECONNRESET", "ECONNABORTED", "EPIPE"];

/** The system's name of an error, such as `ECONNRESET`, where it has one. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}

/** Whether the peer tore the connection down. */
export function isReset(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.ConnectionAborted ||
    error instanceof Deno.errors.BrokenPipe ||
    RESET_CODES.includes(errorCode(error) ?? "");
}

/** The library's error for what a system call reported. */
export function systemFailure(
  action: string,
  address: string,
  cause: unknown,
): SocketError {
  if (cause instanceof SocketError) return cause;
  const options = { address, code: errorCode(cause), cause };
  const refused = `Cannot ${action} "${address}"`;
  if (isReset(cause)) {
    return new ConnectionResetError(
      `${refused}: the peer reset or dropped the connection`,
      options,
    );
  }
  if (
    cause instanceof Deno.errors.BadResource ||
    cause instanceof Deno.errors.Interrupted
  ) {
    return new ClosedError(`${refused}: this side has closed it`, options);
  }
  const words = cause instanceof Error ? cause.message : String(cause);
  return new SocketError(`${refused}: ${words}`, options);
}
