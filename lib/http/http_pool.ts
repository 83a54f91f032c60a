import { type Connection, inflowOf } from "../connection.ts";
import { DeadlineError } from "../errors.ts";

/**
 * Keeps one idle connection for each origin, so that the next request there needs no new one.
 *
 * Hand it to `httpFetch` in `pool`, and close it when you are done.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, HttpPool, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const serving = serveHttp(bar, () => ({ status: 200, body: "cider" }));
 * {
 *   using pool = new HttpPool();
 *   const url = `http://127.0.0.1:${bar.addr.port}/`;
 *   await (await httpFetch(url, { pool })).text();
 *   const second = await httpFetch(url, { pool });
 *   assertEquals(second.timeline.phases[0].name, "request"); // Nothing to resolve, nothing to connect.
 *   await second.text();
 * }
 * bar.close();
 * await serving;
 * ```
 */
export class HttpPool implements Disposable {
  /** An origin whose connection is in use keeps its place: a map that grows and shrinks all the time is slow. */
  readonly #idle = new Map<string, Connection | undefined>();
  #size = 0;
  #closed = false;

  /** How many idle connections it holds. */
  get size(): number {
    return this.#size;
  }

  /**
   * Takes the idle connection of an origin out of the pool, if there is one.
   *
   * One that ended meanwhile is closed instead, and so is one on which octets came: they answer no request,
   * and must not be taken for the answer to the next (RFC 9112 §9.2).
   */
  take(origin: string): Connection | undefined {
    const connection = this.#idle.get(origin);
    if (connection === undefined) return undefined;
    this.#idle.set(origin, undefined);
    this.#size--;
    if (inflowOf(connection).endWatch()) return connection;
    connection.close();
  }

  /** Puts a connection in that waits for no answer; closes it instead if the place is taken. */
  give(origin: string, connection: Connection): void {
    const inflow = inflowOf(connection);
    // Octets behind the last answer belong to no request: whoever sent them is not to be trusted further.
    const surplus = inflow.buffer.length > 0;
    if (this.#closed || surplus || this.#idle.get(origin) !== undefined) {
      return connection.close();
    }
    inflow.watch();
    this.#idle.set(origin, connection);
    this.#size++;
  }

  /** Closes every idle connection, and from now on those that come back. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#idle.values()) connection?.close();
    this.#idle.clear();
    this.#size = 0;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** How long to look whether an idle connection has ended, in milliseconds. */
const LOOK_TIME = 1;

/**
 * Whether the server has neither closed an idle connection nor sent anything on it.
 *
 * A request that must not be sent twice asks first: if the server closed meanwhile, nobody could tell
 * whether it was carried out (RFC 9112 §9.3.1).
 */
export async function isStillIdle(connection: Connection): Promise<boolean> {
  const inflow = inflowOf(connection);
  const wait = inflow.begin("look at", { timeout: LOOK_TIME });
  try {
    await inflow.fill(wait);
    return false;
  } catch (error) {
    return error instanceof DeadlineError && !inflow.ended &&
      inflow.buffer.length === 0;
  } finally {
    inflow.finish(wait);
  }
}
