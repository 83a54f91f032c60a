import {
  channelEndpoint,
  type ConnectionInfo,
} from "../client/connection_file.ts";
import { createMessage, type Message } from "../protocol/message.ts";
import { SigningKey } from "../protocol/signing_key.ts";
import {
  decodeWireMessage,
  encodeWireMessage,
  WireMessageError,
} from "../protocol/wire_message.ts";
import { PubSocket } from "../zmtp/pub_socket.ts";
import { RepSocket } from "../zmtp/rep_socket.ts";
import { RouterSocket } from "../zmtp/router_socket.ts";
import { ReplayGuard } from "./replay_guard.ts";

/** The channels on which front-ends send requests. */
export type RequestChannel = "shell" | "control" | "stdin";

/** A verified message of a front-end, and the way back to it. */
export interface Incoming {
  identity: Uint8Array;
  message: Message;
}

/** What a message carries beside its content. */
export interface Extras {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

/** Takes a message; what it throws ends the kernel. */
export type TakeMessage = (channel: RequestChannel, incoming: Incoming) => void;

/**
 * The kernel's five sockets as front-ends see them. What is malformed, wrongly signed or a replay is dropped.
 */
export class KernelSockets implements Disposable {
  readonly #key: SigningKey;
  readonly #routers: Record<RequestChannel, RouterSocket>;
  readonly #iopub: PubSocket;
  readonly #heartbeat: RepSocket;
  readonly #guard = new ReplayGuard();
  readonly #session = crypto.randomUUID();
  readonly #sending = new Set<Promise<unknown>>();

  private constructor(
    info: ConnectionInfo,
    routers: Record<RequestChannel, RouterSocket>,
    iopub: PubSocket,
    heartbeat: RepSocket,
  ) {
    this.#key = new SigningKey(info.key);
    this.#routers = routers;
    this.#iopub = iopub;
    this.#heartbeat = heartbeat;
  }

  /** Listens on all five. */
  static async bind(info: ConnectionInfo): Promise<KernelSockets> {
    const open: Disposable[] = [];
    const keep = <Socket extends Disposable>(socket: Socket): Socket => {
      open.push(socket);
      return socket;
    };
    try {
      const at = (channel: RequestChannel) =>
        RouterSocket.bind(channelEndpoint(info, channel)).then(keep);
      return new KernelSockets(
        info,
        {
          shell: await at("shell"),
          control: await at("control"),
          stdin: await at("stdin"),
        },
        keep(await PubSocket.bind(channelEndpoint(info, "iopub"))),
        keep(await RepSocket.bind(channelEndpoint(info, "hb"))),
      );
    } catch (failure) {
      for (const socket of open) socket[Symbol.dispose]();
      throw failure;
    }
  }

  /** Answers heartbeats and hands each request to `take`, until the sockets are closed. */
  async serve(take: TakeMessage): Promise<void> {
    await Promise.all([
      this.#beat(),
      ...(["shell", "control", "stdin"] as const)
        .map((channel) => this.#receive(channel, take)),
    ]);
  }

  /** Answers a request. */
  reply(
    channel: RequestChannel,
    { identity, message }: Incoming,
    type: string,
    content: Record<string, unknown>,
    extras: Extras = {},
  ): void {
    this.send(channel, identity, {
      ...createMessage(type, content, this.#session),
      parent_header: message.header,
      ...extras,
    });
  }

  /** Sends a message to one front-end as it is, under our signature. */
  send(
    channel: RequestChannel,
    identity: Uint8Array,
    message: Message,
  ): void {
    const parts = encodeWireMessage(message, this.#key);
    this.#track(this.#routers[channel].send(identity, parts));
  }

  /** Broadcasts content of our own. */
  publish(
    type: string,
    content: Record<string, unknown>,
    parent: Message["parent_header"],
    extras: Extras = {},
  ): void {
    this.broadcast({
      ...createMessage(type, content, this.#session),
      parent_header: parent,
      ...extras,
    });
  }

  /** Broadcasts a message as it is, under our signature. Its type is the topic. */
  broadcast(message: Message): void {
    const topic = new TextEncoder().encode(message.header.msg_type);
    this.#track(
      this.#iopub.send(encodeWireMessage(message, this.#key, [topic])),
    );
  }

  /** Resolves once all that was sent is on its way. */
  async flush(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  close(): void {
    for (const router of Object.values(this.#routers)) router.close();
    this.#iopub.close();
    this.#heartbeat.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #track(sending: Promise<unknown>): void {
    const settled = sending.catch(() => {
      // A front-end that is gone needs nothing.
    }).finally(() => this.#sending.delete(settled));
    this.#sending.add(settled);
  }

  async #receive(channel: RequestChannel, take: TakeMessage): Promise<void> {
    const router = this.#routers[channel];
    while (true) {
      const received = await router.receive({ timeout: Infinity })
        .catch(() => undefined);
      if (received === undefined) return; // closed
      const message = this.#verify(received.parts);
      if (message) take(channel, { identity: received.identity, message });
    }
  }

  #verify(parts: Uint8Array[]): Message | undefined {
    try {
      const { message, signature } = decodeWireMessage(parts, this.#key);
      return this.#guard.isFirst(signature) ? message : undefined;
    } catch (failure) {
      if (failure instanceof WireMessageError) return undefined;
      throw failure;
    }
  }

  async #beat(): Promise<void> {
    while (true) {
      const request = await this.#heartbeat.receive({ timeout: Infinity })
        .catch(() => undefined);
      if (request === undefined) return; // closed
      this.#track(request.reply(request.parts));
    }
  }
}
