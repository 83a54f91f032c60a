import { createMessage, type Message } from "../protocol/message.ts";
import {
  claimedType,
  decodeWireMessage,
  encodeWireMessage,
  WireMessageError,
} from "../protocol/wire_message.ts";
import { SigningKey } from "../protocol/signing_key.ts";
import { connectDealer, type DealerSocket } from "../zmtp/dealer_socket.ts";
import type { ReceiveOptions } from "../zmtp/mailbox.ts";
import { connectSub, type SubSocket } from "../zmtp/sub_socket.ts";
import type { Parts } from "../zmtp/zmtp_peer.ts";
import { channelEndpoint, type ConnectionInfo } from "./connection_file.ts";
import { DeadKernelError } from "./kernel_error.ts";

/** Where a front-end sends. */
export type SendingChannel = "shell" | "control" | "stdin";

/** A request that was sent, and its reply to come. */
export interface Request {
  id: string;
  reply: Promise<Message>;
}

/**
 * A front-end's side of a kernel: requests on shell and control, and everything the kernel broadcasts.
 *
 * Replies find their requests by parent header. Once a connection ends, all that is still open fails with
 * {@linkcode DeadKernelError}.
 */
export class KernelClient implements Disposable {
  /** Settles when the kernel has closed a connection, or `close` was called; rejects with what a listener throws. */
  readonly closed: Promise<void>;
  readonly #session = crypto.randomUUID();
  readonly #key: SigningKey;
  readonly #shell: DealerSocket;
  readonly #control: DealerSocket;
  readonly #iopub: SubSocket;
  readonly #stdin: DealerSocket | undefined;
  readonly #replies = new Map<string, PromiseWithResolvers<Message>>();
  readonly #acknowledging = new Set<Disposable>();
  readonly #listeners = new Set<(message: Message) => void>();
  /** Which broadcasts listeners want to hear; the others are not even verified. */
  wants: (type: string | undefined) => boolean = () => true;
  /** Whether what comes is acknowledged at once, which a kernel needs that leaves Nagle's algorithm on. */
  acknowledges = true;
  /** Hears what the kernel asks the user, if the client was connected with `stdin`. */
  onInputRequest: (message: Message) => void = () => {};

  private constructor(
    key: SigningKey,
    shell: DealerSocket,
    control: DealerSocket,
    iopub: SubSocket,
    stdin?: DealerSocket,
  ) {
    this.#key = key;
    this.#shell = shell;
    this.#control = control;
    this.#iopub = iopub;
    this.#stdin = stdin;
    if (stdin) {
      receiveAll(stdin, (parts) => {
        this.onInputRequest(decodeWireMessage(parts, key).message);
      });
    }
    this.closed = Promise.race([
      receiveAll(iopub, (parts) => this.#hear(parts)),
      receiveAll(shell, (parts) => this.#settle(parts, shell)),
      receiveAll(control, (parts) => this.#settle(parts, control)),
    ]).finally(() => this.#fail());
  }

  /**
   * Connects to a kernel that listens; `timeout` in milliseconds. With `stdin` the kernel can ask the user.
   */
  static async connect(
    info: ConnectionInfo,
    options: { timeout?: number; stdin?: boolean } = {},
  ): Promise<KernelClient> {
    // A kernel tells front-ends apart by identity, and wants the same one on shell and control.
    const identity = new TextEncoder().encode(crypto.randomUUID());
    const opened: Disposable[] = [];
    try {
      const iopub = await connectSub(channelEndpoint(info, "iopub"), options);
      opened.push(iopub);
      await iopub.subscribe();
      const dealerOptions = { ...options, identity };
      const shell = await connectDealer(
        channelEndpoint(info, "shell"),
        dealerOptions,
      );
      opened.push(shell);
      const control = await connectDealer(
        channelEndpoint(info, "control"),
        dealerOptions,
      );
      opened.push(control);
      const stdin = options.stdin
        ? await connectDealer(channelEndpoint(info, "stdin"), dealerOptions)
        : undefined;
      const key = new SigningKey(info.key);
      return new KernelClient(key, shell, control, iopub, stdin);
    } catch (failure) {
      for (const socket of opened) socket[Symbol.dispose]();
      throw failure;
    }
  }

  /** Sends a request; its reply has no deadline of its own. */
  request(
    channel: "shell" | "control",
    type: string,
    content: Record<string, unknown> = {},
  ): Request {
    return this.forward(channel, createMessage(type, content, this.#session));
  }

  /** Sends a message as it is, under a signature of ours; not everything gets a reply. */
  forward(channel: SendingChannel, message: Message): Request {
    const id = message.header.msg_id;
    const reply = Promise.withResolvers<Message>();
    // Whoever asked may have stopped waiting when the kernel dies.
    reply.promise.catch(() => {});
    const isRequest = message.header.msg_type.endsWith("_request");
    if (isRequest) this.#replies.set(id, reply);
    this.#socketOf(channel).send(encodeWireMessage(message, this.#key))
      .catch((cause) => reply.reject(deadKernel(cause)));
    return { id, reply: reply.promise };
  }

  /** Calls `listener` with every broadcast, in order, until the returned function is called. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Hands a broadcast that came by another way to those who listen. */
  tell(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }

  close(): void {
    for (const socket of [this.#iopub, this.#shell, this.#control]) {
      socket.close();
    }
    this.#stdin?.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #socketOf(channel: SendingChannel): DealerSocket {
    if (channel === "shell") return this.#shell;
    if (channel === "control") return this.#control;
    if (this.#stdin) return this.#stdin;
    throw new Error(
      'Cannot send on "stdin": the client was connected without it',
    );
  }

  #hear(parts: Parts): void {
    this.#acknowledge(this.#iopub, () => this.#iopub.subscribe());
    if (!this.wants(claimedType(parts))) return;
    this.tell(decodeWireMessage(parts, this.#key).message);
  }

  #settle(parts: Parts, socket: DealerSocket): void {
    const { message } = decodeWireMessage(parts, this.#key);
    this.#acknowledge(socket, () => socket.ping());
    const id = message.parent_header.msg_id ?? "";
    this.#replies.get(id)?.resolve(message);
    this.#replies.delete(id);
  }

  /**
   * The kernel leaves Nagle's algorithm on: what it sends next waits for our acknowledgement, and that for 40 ms,
   * unless it can ride on an octet of ours. One on its way is enough: a kernel in a loop reads none.
   */
  #acknowledge(socket: Disposable, send: () => Promise<void>): void {
    if (!this.acknowledges || this.#acknowledging.has(socket)) return;
    this.#acknowledging.add(socket);
    send().catch(() => {}).finally(() => this.#acknowledging.delete(socket));
  }

  #fail(): void {
    this.close();
    for (const reply of this.#replies.values()) reply.reject(deadKernel());
    this.#replies.clear();
  }
}

async function receiveAll(
  socket: { receive(options: ReceiveOptions): Promise<Parts> },
  take: (parts: Parts) => void,
): Promise<void> {
  while (true) {
    let parts: Parts;
    try {
      parts = await socket.receive({ timeout: Infinity });
    } catch {
      return; // The connection ended.
    }
    try {
      take(parts);
    } catch (failure) {
      // What is malformed or not signed with our key is dropped, as Jupyter's own front-ends do.
      if (!(failure instanceof WireMessageError)) throw failure;
    }
  }
}

function deadKernel(cause?: unknown): DeadKernelError {
  return new DeadKernelError(
    "Cannot talk to the kernel: it closed the connection",
    { cause },
  );
}
