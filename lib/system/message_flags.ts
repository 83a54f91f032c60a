/** The flags that `send` and `recv` take. */
import { CALL } from "./call_constants.ts";

/**
 * Read without taking the bytes away.
 *
 * @example
 * ```ts
 * import { AF_INET, bind, close, connect, getsockname, MSG_PEEK, recv, send, SOCK_DGRAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * bind(fd, { family: AF_INET, address: "127.0.0.1", port: 0 });
 * await connect(fd, getsockname(fd)); // to itself
 * await send(fd, new TextEncoder().encode("cider"));
 * const buf = new Uint8Array(16);
 * assertEquals(await recv(fd, buf, buf.length, MSG_PEEK), 5);
 * assertEquals(await recv(fd, buf), 5); // the same datagram
 * close(fd);
 * ```
 */
export const MSG_PEEK: number = CALL.MSG_PEEK;
/**
 * Fail with EAGAIN instead of waiting.
 *
 * @example
 * ```ts
 * import { AF_INET, close, MSG_DONTWAIT, recv, SOCK_DGRAM, socket, SystemCallError } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * const nothing = recv(fd, new Uint8Array(16), 16, MSG_DONTWAIT);
 * await assertRejects(() => nothing, SystemCallError, "EAGAIN");
 * close(fd);
 * ```
 */
export const MSG_DONTWAIT: number = CALL.MSG_DONTWAIT;
