import { checkInt } from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invoke } from "./invoke.ts";
import { prepareDescriptor } from "./non_blocking.ts";
import { own } from "./owned_descriptors.ts";
import { type SystemLibrary, systemLibrary } from "./system_library.ts";
import { constantName, named } from "./traced_argument.ts";

/**
 * Creates a socket and returns its descriptor.
 *
 * The three numbers are those of an addrinfo: `family`, `socktype`, `protocol`.
 * The socket is non-blocking underneath; the calls of this module wait for it
 * on another thread, where C's would block.
 *
 * Source: socket(2). Errors: `SystemCallError`, such as `EAFNOSUPPORT`.
 *
 * @example
 * ```ts
 * import { AF_INET6, close, SOCK_STREAM, socket } from "sockets/system";
 *
 * const fd = socket(AF_INET6, SOCK_STREAM, 0);
 * close(fd);
 * ```
 */
export function socket(domain: number, type: number, protocol = 0): number {
  checkInt("socket", "domain", domain);
  checkInt("socket", "type", type);
  checkInt("socket", "protocol", protocol);
  const domainName = constantName(domain, "AF_");
  const typeName = constantName(type, "SOCK_");
  const { result: fd } = invoke({
    call: "socket",
    args: () => [
      named("domain", domain, "AF_"),
      named("type", type, "SOCK_"),
      named("protocol", protocol, "IPPROTO_"),
    ],
    action: `create a socket of family ${domainName} and type ${typeName}`,
  }, (library) => library.socket(domain, type, protocol));
  prepareSocket(systemLibrary("socket"), fd);
  return own(fd);
}

/** Makes a socket non-blocking, and its writes an error instead of a signal. */
export function prepareSocket(library: SystemLibrary, fd: number): void {
  prepareDescriptor(library, fd);
  if (!CALL.SO_NOSIGPIPE) return;
  const one = new Uint8Array(Int32Array.of(1).buffer);
  library.setsockopt(fd, CALL.SOL_SOCKET, CALL.SO_NOSIGPIPE, one, one.length);
}
