import {
  AF_INET,
  bind,
  getsockname,
  listen,
  SOCK_STREAM,
  socket,
} from "../../../lib/system/mod.ts";

/** The address of this machine to itself, without a port. */
export const LOOPBACK = { family: AF_INET, address: "127.0.0.1" };

/** A socket that listens there, on a port that was free; whoever calls closes it. */
export function loopbackListener(): { listenfd: number; port: number } {
  const listenfd = socket(AF_INET, SOCK_STREAM, 0);
  bind(listenfd, { ...LOOPBACK, port: 0 });
  listen(listenfd, 8);
  const { port } = getsockname(listenfd) as { port: number };
  return { listenfd, port };
}
