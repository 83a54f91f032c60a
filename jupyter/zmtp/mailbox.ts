import { DeadlineError } from "../../lib/errors.ts";

/** How to wait for a message. */
export interface ReceiveOptions {
  /** Milliseconds, 10,000 by default; `Infinity` waits for ever. */
  timeout?: number;
}

const DEFAULT_TIMEOUT = 10_000;
/** From here on whoever fills the mailbox has to wait: the sender feels it through TCP. */
const FULL = 10_000;

/** Messages in the order they came, and who waits for them. */
export class Mailbox<Message> {
  readonly #name: string;
  readonly #messages: Message[] = [];
  readonly #receivers: PromiseWithResolvers<Message>[] = [];
  #room: PromiseWithResolvers<void> | undefined;
  #end: Error | undefined;

  /** `name` says in errors what was waited for. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Adds a message. */
  put(message: Message): void {
    const receiver = this.#receivers.shift();
    if (receiver === undefined) this.#messages.push(message);
    else receiver.resolve(message);
  }

  /** Resolves once there is room for more. */
  room(): Promise<void> {
    if (this.#messages.length < FULL || this.#end) return Promise.resolve();
    this.#room ??= Promise.withResolvers<void>();
    return this.#room.promise;
  }

  /** No more messages will come: those that are here can still be taken, then `reason` is thrown. */
  end(reason: Error): void {
    this.#end ??= reason;
    this.#room?.resolve();
    for (const receiver of this.#receivers.splice(0)) {
      receiver.reject(this.#end);
    }
  }

  /** Takes the next message; throws `DeadlineError` if none comes in time, or the reason for the end. */
  async take(options: ReceiveOptions = {}): Promise<Message> {
    if (this.#messages.length > 0) {
      const message = this.#messages.shift()!;
      if (this.#messages.length < FULL) {
        this.#room?.resolve();
        this.#room = undefined;
      }
      return message;
    }
    if (this.#end) throw this.#end;
    const { timeout = DEFAULT_TIMEOUT } = options;
    const receiver = Promise.withResolvers<Message>();
    this.#receivers.push(receiver);
    const timer = timeout === Infinity
      ? undefined
      : setTimeout(() => this.#giveUp(receiver, timeout), timeout);
    try {
      return await receiver.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #giveUp(receiver: PromiseWithResolvers<Message>, timeout: number): void {
    const place = this.#receivers.indexOf(receiver);
    if (place >= 0) this.#receivers.splice(place, 1);
    receiver.reject(
      new DeadlineError(
        `Cannot receive from "${this.#name}": no message within ${timeout} ms`,
        { timeout },
      ),
    );
  }
}
