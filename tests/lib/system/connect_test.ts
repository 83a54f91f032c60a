import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  accept,
  AF_INET,
  AF_UNIX,
  bind,
  close,
  connect,
  getpeername,
  listen,
  SOCK_STREAM,
  socket,
  SystemCallError,
} from "../../../lib/system/mod.ts";
import { LOOPBACK, loopbackListener } from "./loopback_listener.ts";
import { SocketError } from "../../../lib/errors.ts";

const ignore = Deno.build.os === "windows";

/** A port on which nobody listens. */
function idlePort(): number {
  const { listenfd, port } = loopbackListener();
  close(listenfd);
  return port;
}

Deno.test({
  name: "connect of a connected socket is EISCONN, the second time already",
  ignore,
  async fn() {
    const { listenfd, port } = loopbackListener();
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    await connect(fd, { ...LOOPBACK, port });
    await assertRejects(
      () => connect(fd, { ...LOOPBACK, port }),
      SystemCallError,
      "EISCONN",
    );
    [fd, listenfd].forEach(close);
  },
});

Deno.test({
  name: "connect after a refusal is refused anew, and finds another server",
  // BSD gives a socket one attempt.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { listenfd, port } = loopbackListener();
    const fd = socket(AF_INET, SOCK_STREAM, 0);
    const nobody = { ...LOOPBACK, port: idlePort() };
    for (let attempt = 0; attempt < 2; attempt++) {
      await assertRejects(
        () => connect(fd, nobody),
        SystemCallError,
        "ECONNREFUSED",
      );
    }
    await connect(fd, { ...LOOPBACK, port });
    assertEquals(getpeername(fd), { ...LOOPBACK, port });
    [fd, listenfd].forEach(close);
  },
});

Deno.test({
  name: "connect to a full backlog leaves a descriptor alone that was reused",
  // Elsewhere a full backlog refuses.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    const place = { family: AF_UNIX, path: `${folder}/bar` };
    const listenfd = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(listenfd, place);
    listen(listenfd, 0);
    const first = socket(AF_UNIX, SOCK_STREAM, 0);
    await connect(first, place);
    const second = socket(AF_UNIX, SOCK_STREAM, 0);
    const waiting = connect(second, place);
    close(second);
    const other = socket(AF_UNIX, SOCK_STREAM, 0);
    assertEquals(other, second);
    const { fd } = await accept(listenfd);
    await assertRejects(() => waiting, SocketError, "closed meanwhile");
    assertThrows(() => getpeername(other), SystemCallError, "ENOTCONN");
    [fd, other, first, listenfd].forEach(close);
    await Deno.remove(folder, { recursive: true });
  },
});
