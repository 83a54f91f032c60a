/** A Python program at the other end of a socket. */
import { assert } from "@std/assert";
import { findTool, lacksTool } from "../../tools.ts";

/** Where the calls cannot be made, or no Python is there to talk to. */
export const LACKS_PYTHON = Deno.build.os === "windows" || lacksTool("python3");

/** A peer that hangs is ended by this, and its test fails. */
const DEADLINE = 30_000;

/** A running program: what it prints, line by line, and what it is told. */
export class PythonPeer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #lines: ReadableStreamDefaultReader<string>;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  #rest = "";

  constructor(program: string, args: readonly string[] = []) {
    this.#process = new Deno.Command(findTool("python3")!, {
      args: ["-u", "-c", program, ...args],
      stdin: "piped",
      stdout: "piped",
      signal: AbortSignal.timeout(DEADLINE),
    }).spawn();
    this.#lines = this.#process.stdout
      .pipeThrough(new TextDecoderStream()).getReader();
    this.#stdin = this.#process.stdin.getWriter();
  }

  /** The next line that the program prints. */
  async line(): Promise<string> {
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#lines.read();
      assert(!done, "the peer ended too early");
      this.#rest += value;
    }
    const [line, ...others] = this.#rest.split("\n");
    this.#rest = others.join("\n");
    return line;
  }

  /** The next line, as the JSON it is. */
  async json<Value>(): Promise<Value> {
    return JSON.parse(await this.line());
  }

  /** Lets the program go on, where it waits in input(). */
  async tell(text = ""): Promise<void> {
    await this.#stdin.write(new TextEncoder().encode(`${text}\n`));
  }

  /** Waits until the program has ended by itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stdin.close().catch(() => {});
    await this.#lines.cancel();
    const { success } = await this.#process.status;
    assert(success, "the peer failed");
  }
}
