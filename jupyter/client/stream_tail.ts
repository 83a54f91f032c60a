/** So much of what a process printed last is kept for error messages. */
const TAIL_LENGTH = 4000;

/** Reads a process's output to its end, so that it never blocks, and keeps the last of it. */
export class StreamTail {
  readonly #reader: ReadableStreamDefaultReader<string>;
  /** Resolves at the end of the stream. */
  readonly ended: Promise<void>;
  #text = "";

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    this.ended = this.#readAll();
  }

  get text(): string {
    return this.#text;
  }

  /** Stops reading. A process that the first one left behind may hold the stream open for ever. */
  async stop(): Promise<void> {
    await this.#reader.cancel();
    await this.ended;
  }

  async #readAll(): Promise<void> {
    try {
      while (true) {
        const { done, value } = await this.#reader.read();
        if (done) return;
        this.#text = (this.#text + value).slice(-TAIL_LENGTH);
      }
    } catch {
      // The process ended in the middle of a write: what came is kept.
    }
  }
}
