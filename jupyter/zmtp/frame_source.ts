import type { Connection } from "../../lib/mod.ts";
import type { Frame } from "./frame.ts";
import { FrameDecoder } from "./frame_decoder.ts";
import { countDown } from "./count_down.ts";
import { ZmtpError } from "./zmtp_error.ts";

const READ_SIZE = 65_536;

/** The frames that come in on a connection, one after the other. */
export class FrameSource {
  readonly #connection: Connection<Deno.Addr>;
  readonly #decoder = new FrameDecoder();
  readonly #octets = new Uint8Array(READ_SIZE);
  #frames: Frame[] = [];
  #next = 0;

  constructor(connection: Connection<Deno.Addr>) {
    this.#connection = connection;
  }

  /** The next frame, or `null` if the peer closed between two; by default it waits for ever for all of it. */
  async next(timeout = Infinity): Promise<Frame | null> {
    const timeLeft = countDown(timeout);
    while (this.#next === this.#frames.length) {
      const count = await this.#connection.read(this.#octets, {
        timeout: timeLeft(),
      });
      if (count === null) {
        if (this.#decoder.idle) return null;
        throw new ZmtpError("The peer closed in the middle of a frame");
      }
      this.#frames = this.#decoder.push(this.#octets.subarray(0, count));
      this.#next = 0;
    }
    return this.#frames[this.#next++];
  }
}
