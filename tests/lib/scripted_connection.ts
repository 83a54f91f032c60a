/** A system connection that plays a script: what tests use where the timing of a real one would be chance. */
import { Connection, type SystemConnection } from "sockets";

/** What one system read meets: bytes, or a wait until `onStall` has been told. */
export type ScriptStep = Uint8Array | "stall";

/** How the script ends. */
export type ScriptEnd = "end" | "reset" | "silence";

const ADDRESS: Deno.NetAddr = {
  transport: "tcp",
  hostname: "192.0.2.1",
  port: 7,
};

export class ScriptedConnection implements SystemConnection<Deno.NetAddr> {
  readonly localAddr = ADDRESS;
  readonly remoteAddr = ADDRESS;
  readonly written: number[] = [];
  /** Called when a read meets a stall; the bytes after it come when the returned promise resolves. */
  onStall: () => Promise<void> = () => Promise.resolve();
  reads = 0;
  readonly #steps: ScriptStep[];
  readonly #end: ScriptEnd;
  readonly #closed = Promise.withResolvers<never>();

  constructor(steps: readonly ScriptStep[], end: ScriptEnd = "end") {
    this.#steps = [...steps];
    this.#end = end;
    this.#closed.promise.catch(() => {});
  }

  async read(into: Uint8Array): Promise<number | null> {
    this.reads++;
    let step = this.#steps.shift();
    while (step === "stall") {
      await this.onStall();
      step = this.#steps.shift();
    }
    if (step === undefined) return this.#atEnd();
    const count = Math.min(step.length, into.length);
    into.set(step.subarray(0, count));
    if (count < step.length) this.#steps.unshift(step.subarray(count));
    return count;
  }

  write(bytes: Uint8Array): Promise<number> {
    this.written.push(...bytes);
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.#closed.reject(new Deno.errors.Interrupted("operation canceled"));
  }

  #atEnd(): Promise<number | null> {
    if (this.#end === "end") return Promise.resolve(null);
    if (this.#end === "silence") return this.#closed.promise;
    return Promise.reject(new Deno.errors.ConnectionReset("reset by peer"));
  }
}

/** A connection over a script. */
export function scripted(
  steps: readonly (ScriptStep | string)[],
  end: ScriptEnd = "end",
): Connection {
  return new Connection(
    new ScriptedConnection(
      steps.map((step) =>
        typeof step === "string" && step !== "stall"
          ? new TextEncoder().encode(step)
          : step as ScriptStep
      ),
      end,
    ),
  );
}

/** `bytes` cut at these places; places outside and repeated ones count for nothing. */
export function cutAt(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const inside = [...new Set(places)]
    .filter((place) => place > 0 && place < bytes.length)
    .sort((a, b) => a - b);
  const from = [0, ...inside];
  return from
    .map((start, index) => bytes.subarray(start, from[index + 1]))
    .filter((piece) => piece.length > 0);
}
