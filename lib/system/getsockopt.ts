import { checkDescriptor, checkInt } from "./arguments.ts";
import { invoke } from "./invoke.ts";
import { optionName } from "./setsockopt.ts";
import { named, number } from "./traced_argument.ts";

const INT_SIZE = 4;

/**
 * Reads an option of a socket, as a number: C's int.
 *
 * With `optlen`, returns the bytes of the value instead, at most so many.
 *
 * Source: getsockopt(2), socket(7), tcp(7). Errors: `SystemCallError`, such as
 * `ENOPROTOOPT`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, SO_TYPE, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_TYPE), SOCK_STREAM);
 * close(fd);
 * ```
 */
export function getsockopt(
  sockfd: number,
  level: number,
  optname: number,
): number;
/** The option's value as bytes, at most `optlen` of them. */
export function getsockopt(
  sockfd: number,
  level: number,
  optname: number,
  optlen: number,
): Uint8Array<ArrayBuffer>;
export function getsockopt(
  sockfd: number,
  level: number,
  optname: number,
  optlen?: number,
): number | Uint8Array<ArrayBuffer> {
  checkDescriptor("getsockopt", "sockfd", sockfd);
  checkInt("getsockopt", "level", level);
  checkInt("getsockopt", "optname", optname);
  const room = optlen === undefined ? INT_SIZE : checkOptionLength(optlen);
  const value = new Uint8Array(room);
  const length = Uint32Array.of(room);
  const name = optionName(level, optname);
  const traced = invoke({
    call: "getsockopt",
    args: () => [
      number("sockfd", sockfd),
      named("level", level, "SOL_", "IPPROTO_"),
      { name: "optname", value: optname, text: name },
    ],
    action: `get option ${name} of socket ${sockfd}`,
  }, (library) =>
    library.getsockopt(
      sockfd,
      level,
      optname,
      value,
      new Uint8Array(length.buffer),
    ));
  const read = value.slice(0, length[0]);
  if (optlen !== undefined) return read;
  const int = new DataView(value.buffer).getInt32(0, true);
  traced.output = String(int);
  return int;
}

const MAX_OPTION = 65536;

function checkOptionLength(optlen: unknown): number {
  const length = checkInt("getsockopt", "optlen", optlen);
  if (length >= 0 && length <= MAX_OPTION) return length;
  throw new RangeError(
    `Cannot call getsockopt: optlen is ${length}, ` +
      `expected 0 to ${MAX_OPTION}`,
  );
}
