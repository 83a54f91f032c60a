import { connect, listen } from "sockets";
import {
  descriptorMap,
  type DescriptorState,
  lifecycle,
  plot,
} from "sockets/figures";
import {
  accept,
  AF_INET,
  bind,
  close,
  connect as connectDescriptor,
  type Descriptor,
  descriptors,
  dup,
  getsockname,
  listen as listenDescriptor,
  recv,
  send,
  SOCK_STREAM,
  socket,
  socketTable,
  traceCalls,
} from "sockets/system";
import type { LiveFigure } from "./live_figure.ts";

const LOOPBACK = { family: AF_INET, address: "127.0.0.1", port: 0 };

/** Opens a listening socket; returns its descriptor and where it listens. */
function openBar() {
  const listenfd = socket(AF_INET, SOCK_STREAM, 0);
  bind(listenfd, LOOPBACK);
  listenDescriptor(listenfd, 5);
  const { port } = getsockname(listenfd) as { port: number };
  return { listenfd, address: { ...LOOPBACK, port } };
}

/** The four steps of "knock, knock" from the system's own tables. */
export async function knockKnock(): Promise<LiveFigure[]> {
  const names: Record<number, string> = {};
  const client = new Set<number>();
  const states: DescriptorState[] = [];
  const look = (caption: string) => {
    const all = descriptors()?.filter(({ fd }) => fd in names);
    const of = (mine: boolean) =>
      all?.filter(({ fd }: Descriptor) => client.has(fd) === mine);
    states.push({
      caption,
      processes: [
        { name: "client", descriptors: of(true), names },
        { name: "bar", descriptors: of(false), names },
      ],
      sockets: socketTable(),
    });
  };
  const { listenfd, address } = openBar();
  names[listenfd] = "listenfd";
  look("1. The bar opens: socket, bind, listen");
  const clientfd = socket(AF_INET, SOCK_STREAM, 0);
  names[clientfd] = "clientfd";
  client.add(clientfd);
  await connectDescriptor(clientfd, address);
  look("2. Knock, knock: connect. The kernel opened, nobody has accepted yet");
  const { fd } = await accept(listenfd);
  names[fd] = "connfd";
  look("3. accept gives a new socket; the doorbell rings on");
  const copy = dup(fd);
  names[copy] = "copy";
  look("4. dup: two descriptors, one open file description");
  const everything = descriptorMap({
    processes: [{ name: "this process", descriptors: descriptors(), names }],
    sockets: socketTable(),
  });
  for (const open of [copy, fd, clientfd, listenfd]) close(open);
  return [
    {
      title: "Servers and ports: knock, knock",
      caption: "descriptorMap, four states of two parties",
      figure: descriptorMap(states),
    },
    {
      title: "Descriptor, open file description, socket",
      caption: "descriptorMap of this process",
      figure: everything,
    },
  ];
}

/** The calls of a client and a server, traced. */
export async function twoLives(): Promise<LiveFigure> {
  const text = (words: string) => new TextEncoder().encode(words);
  const trace = traceCalls();
  const { listenfd, address } = openBar();
  const accepted = accept(listenfd);
  const clientfd = socket(AF_INET, SOCK_STREAM, 0);
  await connectDescriptor(clientfd, address);
  const { fd } = await accepted;
  const order = recv(fd, new Uint8Array(100));
  await send(clientfd, text("a cider please\n"));
  await order;
  await send(fd, text("here it is\n"));
  await recv(clientfd, new Uint8Array(100));
  close(clientfd);
  await recv(fd, new Uint8Array(100));
  close(fd);
  close(listenfd);
  return {
    title: "The life of a client and of a server",
    caption: "lifecycle, from a trace of the calls",
    figure: lifecycle(trace.stop()),
  };
}

/** A writer whose reader stands still for a while. */
export async function backPressure(): Promise<LiveFigure> {
  using listener = await listen();
  using writer = await connect("127.0.0.1", listener.addr.port);
  using reader = await listener.accept();
  const start = performance.now();
  const written: [number, number][] = [[0, 0]];
  const taken: [number, number][] = [[0, 0]];
  const total = 12_000_000;
  const writing = (async () => {
    for (let sent = 0; sent < total;) {
      sent += await writer.write(
        new Uint8Array(Math.min(131072, total - sent)),
      );
      written.push([performance.now() - start, sent]);
    }
  })();
  const stalled = 60;
  await new Promise((done) => setTimeout(done, stalled));
  const room = new Uint8Array(131072);
  for (let got = 0; got < total;) {
    got += await reader.read(room) ?? 0;
    taken.push([performance.now() - start, got]);
  }
  await writing;
  return {
    title: "A reader that stands still stops the writer",
    caption: "plot, by Observable Plot",
    figure: await plot([
      { name: "written", points: written, steps: true },
      { name: "read", points: taken, steps: true },
    ], {
      x: "time (ms)",
      y: "bytes",
      notes: [{ x: stalled, text: "the reader begins" }],
    }),
  };
}
