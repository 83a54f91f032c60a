import type { LeashAddress } from "../run/leash_in_kernel.ts";
import type { StopHooks } from "../run/stop_in_kernel.ts";

/** A kernel has started by then, or never will. */
const ATTACH_TIMEOUT = 30_000;

/**
 * Our end of the connection that a kernel's hooks hold: through it they hear of Stop while a cell waits, and it
 * ends with us.
 */
export class Leash implements Disposable {
  readonly address: LeashAddress;
  /** Resolves once the kernel holds its end. */
  readonly attached: Promise<void>;
  readonly #listener: Deno.TcpListener;
  readonly #answers = new Map<string, () => void>();
  #connection: Deno.TcpConn | undefined;
  #callCount = 0;

  constructor() {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.address = {
      port: this.#listener.addr.port,
      token: crypto.randomUUID(),
    };
    this.attached = this.#attach();
    this.attached.catch(() => {});
  }

  /**
   * Calls a hook; `ping` calls none. Resolves to whether the kernel answered within `timeout` milliseconds: one in
   * a loop cannot.
   */
  async call(
    name: keyof StopHooks | "ping",
    timeout: number,
  ): Promise<boolean> {
    if (this.#connection === undefined) return false;
    const id = String(this.#callCount++);
    const answered = Promise.withResolvers<boolean>();
    this.#answers.set(id, () => answered.resolve(true));
    const timer = setTimeout(() => answered.resolve(false), timeout);
    try {
      await this.#connection.write(new TextEncoder().encode(`${name} ${id}\n`));
      return await answered.promise;
    } catch {
      return false; // The kernel has ended.
    } finally {
      this.#answers.delete(id);
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
    this.#stopListening();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #attach(): Promise<void> {
    const timer = setTimeout(() => this.#stopListening(), ATTACH_TIMEOUT);
    const attached = Promise.withResolvers<void>();
    const acceptAll = async () => {
      while (true) this.#greet(await this.#listener.accept(), attached);
    };
    acceptAll().catch(attached.reject);
    try {
      await attached.promise;
    } finally {
      clearTimeout(timer);
      this.#stopListening();
    }
  }

  /** Anyone on this machine can connect; only our kernel knows the token. */
  async #greet(
    connection: Deno.TcpConn,
    attached: PromiseWithResolvers<void>,
  ): Promise<void> {
    const lines = readLines(connection);
    const { value } = await lines.next();
    if (value !== this.address.token || this.#connection) {
      return connection.close();
    }
    this.#connection = connection;
    connection.setNoDelay(true);
    attached.resolve();
    this.#hear(lines);
  }

  async #hear(lines: AsyncGenerator<string, void>): Promise<void> {
    for await (const id of lines) this.#answers.get(id)?.();
  }

  #stopListening(): void {
    try {
      this.#listener.close();
    } catch {
      // It was closed before.
    }
  }
}

/** Lines up to the end of the connection, however that comes. */
async function* readLines(
  connection: Deno.TcpConn,
): AsyncGenerator<string, void> {
  const octets = new Uint8Array(1024);
  let text = "";
  while (text.length < octets.length) {
    const count = await connection.read(octets).catch(() => null);
    if (count === null) return;
    const lines = (text + new TextDecoder().decode(octets.subarray(0, count)))
      .split("\n");
    text = lines.pop()!;
    yield* lines;
  }
}
