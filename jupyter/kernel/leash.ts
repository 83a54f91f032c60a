import { Connection, readLine, writeAll } from "../../lib/mod.ts";
import type { Fence } from "../run/kernel_hooks.ts";
import type {
  LeashAddress,
  LeashCall,
  LeashNote,
} from "../run/leash_in_kernel.ts";
import type { StopHooks } from "../run/stop_in_kernel.ts";

/** A kernel has started by then, or never will. */
const ATTACH_TIMEOUT = 30_000;

/**
 * Our end of the connection that a kernel's hooks hold: through it they hear of Stop while a cell waits, and get
 * cells to evaluate past the kernel's own sockets; and it ends with us.
 */
export class Leash implements Disposable {
  readonly address: LeashAddress;
  readonly #listener: Deno.TcpListener;
  readonly #onFence: (fence: Fence & { id: string }) => void;
  readonly #answers = new Map<string, () => void>();
  #connection: Connection<Deno.Addr> | undefined;
  #callCount = 0;
  #ready = false;
  #lastFence: string | undefined;

  constructor(onFence: (fence: Fence & { id: string }) => void) {
    this.#onFence = onFence;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.address = {
      port: this.#listener.addr.port,
      token: crypto.randomUUID(),
    };
    this.#attach().catch(() => {
      // Nobody came in time: the kernel has not started, and whoever starts it hears of that.
    });
  }

  /** Whether the kernel evaluates what comes over the leash: not before a first cell has run. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Has the kernel evaluate the code of a cell, which ends with a fence. */
  evaluate(fenceId: string, code: string): void {
    // A kernel that has ended says so by the connections it had before.
    this.#send(["evaluate", fenceId, code]).catch(() => {});
  }

  /**
   * Calls a hook; `ping` calls none. Resolves to whether the kernel answered within `timeout` milliseconds: one in
   * a loop cannot.
   */
  async call(
    name: keyof StopHooks | "ping",
    timeout: number,
  ): Promise<boolean> {
    const id = String(this.#callCount++);
    const answered = Promise.withResolvers<boolean>();
    this.#answers.set(id, () => answered.resolve(true));
    const timer = setTimeout(() => answered.resolve(false), timeout);
    try {
      await this.#send([name, id]);
      return await answered.promise;
    } catch {
      return false; // The kernel has ended, or has not begun.
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
      while (true) {
        const accepted = await this.#listener.accept();
        // A cell that prints answers by another way: the next one must not wait for an acknowledgement here.
        accepted.setNoDelay(true);
        const connection = new Connection(accepted);
        this.#greet(connection).then(
          (ours) => ours ? attached.resolve() : connection.close(),
          () => connection.close(),
        );
      }
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
  async #greet(connection: Connection<Deno.Addr>): Promise<boolean> {
    const { token } = this.address;
    const timeout = ATTACH_TIMEOUT;
    const said = await readLine(connection, {
      maxLength: token.length,
      timeout,
    });
    if (said !== token || this.#connection) return false;
    this.#connection = connection;
    this.#hear(connection).catch(() => {
      // The kernel has ended: its process tells how.
    });
    return true;
  }

  async #hear(connection: Connection<Deno.Addr>): Promise<void> {
    const options = { timeout: Infinity, maxLength: Infinity };
    for (
      let line = await readLine(connection, options);
      line !== null;
      line = await readLine(connection, options)
    ) {
      const note = wholeNote(line);
      if (note) this.#take(note);
    }
  }

  #take(note: LeashNote): void {
    if ("answered" in note) this.#answers.get(note.answered)?.();
    else if ("ready" in note) this.#ready = true;
    else if (note.fence.id !== this.#lastFence) {
      // After an interrupt the same one may come again.
      this.#lastFence = note.fence.id;
      this.#onFence(note.fence);
    }
  }

  async #send(call: LeashCall): Promise<void> {
    if (this.#connection === undefined) throw new Error("Nobody holds it");
    const line = `${JSON.stringify(call)}\n`;
    await writeAll(this.#connection, line, { timeout: Infinity });
  }

  #stopListening(): void {
    try {
      this.#listener.close();
    } catch {
      // It was closed before.
    }
  }
}

/** What a line says, unless an interrupt cut it off. */
function wholeNote(line: string): LeashNote | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
