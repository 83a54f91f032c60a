import { fromFileUrl } from "../../project_files.ts";
import { findPython } from "../run_python.ts";

/** A socket of libzmq in a Python process. */
export class LibzmqPeer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: ReadableStreamDefaultReader<string>;
  endpoint = "";

  private constructor(args: string[]) {
    this.#child = new Deno.Command(findPython(), {
      args: [fromFileUrl("tests/jupyter/zmtp/libzmq_peer.py"), ...args],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#lines = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(lineStream()).getReader();
  }

  static async start(
    kind: string,
    way: "bind" | "connect",
    endpoint: string,
    identity = "",
  ): Promise<LibzmqPeer> {
    const peer = new LibzmqPeer([kind, way, endpoint, identity]);
    peer.endpoint = String(await peer.#answer());
    return peer;
  }

  async send(parts: Uint8Array[]): Promise<void> {
    await this.#command({ send: parts.map((part) => part.toHex()) });
  }

  async receive(): Promise<Uint8Array[]> {
    const parts = await this.#command({ receive: true }) as string[];
    return parts.map((part) => Uint8Array.fromHex(part));
  }

  async subscribe(prefix: Uint8Array): Promise<void> {
    await this.#command({ subscribe: prefix.toHex() });
  }

  async unsubscribe(prefix: Uint8Array): Promise<void> {
    await this.#command({ unsubscribe: prefix.toHex() });
  }

  async #command(command: unknown): Promise<unknown> {
    const line = JSON.stringify(command) + "\n";
    await this.#writer.write(new TextEncoder().encode(line));
    return await this.#answer();
  }

  async #answer(): Promise<unknown> {
    const { value, done } = await this.#lines.read();
    if (done) throw new Error("The libzmq peer ended: see its message above");
    return JSON.parse(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close().catch(() => {});
    await this.#lines.cancel();
    await this.#child.status;
  }
}

function lineStream(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) controller.enqueue(line);
    },
  });
}
