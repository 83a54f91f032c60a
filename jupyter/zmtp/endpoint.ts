import { connect, Connection, listen, Listener } from "../../lib/mod.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** Where a socket is: `tcp://127.0.0.1:5555`, `tcp://[::1]:5555` or `ipc:///tmp/bar-1`. */
export type Endpoint = string;

type Place =
  | { transport: "tcp"; hostname: string; port: number }
  | { transport: "ipc"; path: string };

/** Takes an endpoint apart. */
export function parseEndpoint(endpoint: Endpoint): Place {
  const ipc = /^ipc:\/\/(.+)$/.exec(endpoint);
  if (ipc) return { transport: "ipc", path: ipc[1] };
  const tcp = /^tcp:\/\/(\[[^\]]+\]|[^:[\]]+):(\d+)$/.exec(endpoint);
  if (!tcp || Number(tcp[2]) > 65_535) {
    throw new ZmtpError(
      `Cannot use endpoint "${endpoint}": expected tcp://host:port or ipc://path`,
    );
  }
  return {
    transport: "tcp",
    hostname: tcp[1].replace(/^\[|\]$/g, ""),
    port: Number(tcp[2]),
  };
}

/** Connects to an endpoint, without any handshake. */
export async function connectEndpoint(
  endpoint: Endpoint,
  options: { timeout?: number } = {},
): Promise<Connection<Deno.Addr>> {
  const place = parseEndpoint(endpoint);
  if (place.transport === "ipc") {
    const { path } = place;
    return new Connection(await Deno.connect({ transport: "unix", path }));
  }
  return await connect(place.hostname, place.port, options);
}

/** Listens at an endpoint; TCP port 0 is any free one. At `ipc://` it takes the place of a socket that is left over. */
export async function listenEndpoint(
  endpoint: Endpoint,
): Promise<{ listener: Listener<Deno.Addr>; endpoint: Endpoint }> {
  const place = parseEndpoint(endpoint);
  if (place.transport === "ipc") {
    const { path } = place;
    removeSocket(path);
    const listener = new Listener(Deno.listen({ transport: "unix", path }));
    return { listener, endpoint };
  }
  const { hostname, port } = place;
  const listener = await listen(port, { hostname });
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return { listener, endpoint: `tcp://${host}:${listener.addr.port}` };
}

/** Removes what a listening socket leaves in the file system, as libzmq does before it binds and when it closes. */
export function removeSocket(path: string): void {
  try {
    if (Deno.lstatSync(path).isSocket) Deno.removeSync(path);
  } catch (failure) {
    if (!(failure instanceof Deno.errors.NotFound)) throw failure;
  }
}
