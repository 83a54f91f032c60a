import {
  checkBytes,
  checkDescriptor,
  checkInt,
  checkLength,
  wrongArgument,
} from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { SocketError } from "../errors.ts";
import { invoke } from "./invoke.ts";
import {
  bytes as bytesArgument,
  constantName,
  named,
  number,
} from "./traced_argument.ts";

/**
 * The value of `SO_LINGER`: C's `struct linger`.
 *
 * @example
 * ```ts
 * import { ConnectionResetError, listen, readLine } from "sockets";
 * import { AF_INET, close, connect, type Linger, setsockopt, SO_LINGER, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const slamTheDoor: Linger = { onoff: 1, linger: 0 };
 * using bar = await listen();
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * await connect(fd, { family: AF_INET, address: "127.0.0.1", port: bar.addr.port });
 * using guest = await bar.accept();
 * setsockopt(fd, SOL_SOCKET, SO_LINGER, slamTheDoor);
 * close(fd);
 * await assertRejects(() => readLine(guest), ConnectionResetError);
 * ```
 */
export interface Linger {
  /** 1: `close` deals with unsent bytes as `linger` says. 0: the default. */
  onoff: number;
  /** 0: throw them away and reset the connection. */
  linger: number;
}

/**
 * Sets an option of a socket.
 *
 * `level` is `SOL_SOCKET`, or the protocol of the option. `optval` is a number
 * (C's int), `true` or `false`, or the bytes that C's pointer would point to.
 *
 * An `SO_LINGER` of more than 0 seconds is refused: `close` would then stop
 * this thread, and with it the notebook.
 *
 * Source: setsockopt(2), socket(7), tcp(7). Errors: `SystemCallError`, such as
 * `ENOPROTOOPT`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_REUSEADDR, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_REUSEADDR), 1);
 * close(fd);
 * ```
 */
export function setsockopt(
  sockfd: number,
  level: number,
  optname: number,
  optval: number | boolean | Linger | Uint8Array,
  optlen?: number,
): void {
  checkDescriptor("setsockopt", "sockfd", sockfd);
  checkInt("setsockopt", "level", level);
  checkInt("setsockopt", "optname", optname);
  const value = optionBytes(optval);
  const length = checkLength("setsockopt", "optlen", optlen, value.length);
  refuseToLinger(sockfd, level, optname, value.subarray(0, length));
  const name = optionName(level, optname);
  const text = typeof optval === "object" ? undefined : `[${Number(optval)}]`;
  invoke({
    call: "setsockopt",
    args: () => [
      number("sockfd", sockfd),
      named("level", level, "SOL_", "IPPROTO_"),
      { name: "optname", value: optname, text: name },
      bytesArgument("optval", value, text),
      number("optlen", length),
    ],
    action: `set option ${name} of socket ${sockfd}`,
  }, (library) => library.setsockopt(sockfd, level, optname, value, length));
}

/** An option's name, by the prefix that its level's options have. */
export function optionName(level: number, optname: number): string {
  if (level === CALL.SOL_SOCKET) return constantName(optname, "SO_");
  const protocol = constantName(level, "IPPROTO_").replace("IPPROTO_", "");
  return constantName(optname, `${protocol}_`);
}

function optionBytes(optval: unknown): Uint8Array<ArrayBuffer> {
  if (optval instanceof Uint8Array) {
    return checkBytes("setsockopt", "optval", optval);
  }
  if (typeof optval === "number" || typeof optval === "boolean") {
    const int = checkInt("setsockopt", "optval", Number(optval));
    return new Uint8Array(Int32Array.of(int).buffer);
  }
  const { onoff, linger } = Object(optval) as Partial<Linger>;
  if (typeof onoff === "number" && typeof linger === "number") {
    return new Uint8Array(Int32Array.of(onoff, linger).buffer);
  }
  throw wrongArgument(
    "setsockopt",
    "optval",
    optval,
    "a number, true or false, { onoff, linger }, or bytes",
  );
}

/** With SO_LINGER, close(2) waits even on a non-blocking socket: socket(7). */
function refuseToLinger(
  sockfd: number,
  level: number,
  optname: number,
  value: Uint8Array,
): void {
  if (level !== CALL.SOL_SOCKET || optname !== CALL.SO_LINGER) return;
  if (value.length < 8) return;
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const linger = view.getInt32(4, true);
  if (view.getInt32(0, true) === 0 || linger === 0) return;
  throw new SocketError(
    `Cannot set option SO_LINGER of socket ${sockfd} to ${linger} seconds: ` +
      "close would stop this thread for as long; use " +
      "{ onoff: 1, linger: 0 } to reset, or shutdown and wait for the end",
  );
}
