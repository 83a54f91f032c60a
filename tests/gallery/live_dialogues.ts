import {
  connect,
  type Connection,
  listen,
  readExactly,
  readLine,
  readToEnd,
  recordWire,
  writeAll,
} from "sockets";
import { ladder } from "sockets/figures";
import type { LiveFigure } from "./live_figure.ts";

/** A connection over loopback with both of its ends. */
async function openPair(): Promise<[Connection, Connection]> {
  using listener = await listen();
  const client = await connect("127.0.0.1", listener.addr.port);
  return [client, await listener.accept()];
}

/** The lecture's dialogue about the time, both ends recorded. */
export async function timeDialogue(): Promise<LiveFigure> {
  const [alice, bob] = await openPair();
  const recordings = [recordWire(alice), recordWire(bob)];
  for (
    const [question, answer] of [
      ["Hello\n", "Hello\n"],
      ["Do you have the time?\n", "Yes, it is 12:12\n"],
    ]
  ) {
    await writeAll(alice, question);
    await readLine(bob);
    await writeAll(bob, answer);
    await readLine(alice);
  }
  await writeAll(alice, "Thanks\n");
  await readLine(bob);
  alice.close();
  await readToEnd(bob);
  bob.close();
  return {
    title: "Two sides that speak the same protocol",
    caption: "ladder, from the recordings of both ends",
    figure: ladder(recordings, { names: ["Alice", "Bob"] }),
  };
}

/** Three writes that arrive as one read, one write that arrives as three. */
export async function bytePipe(): Promise<LiveFigure> {
  const [writer, reader] = await openPair();
  const recordings = [recordWire(writer), recordWire(reader)];
  for (const word of ["a cider, ", "a coffee ", "and the bill\n"]) {
    await writeAll(writer, word);
  }
  await readLine(reader);
  await writeAll(reader, new Uint8Array(96).map((_, index) => index * 7));
  const piece = new Uint8Array(32);
  for (let count = 0; count < 3; count++) await writer.read(piece);
  writer.close();
  reader.close();
  return {
    title: "A socket is a pipe of bytes: writes and reads do not pair up",
    caption: "ladder, with joined and split segments",
    figure: ladder(recordings, { names: ["writer", "reader"] }),
  };
}

/** A bar with two guests: three lifelines, to scale. */
export async function barWithTwoGuests(): Promise<LiveFigure> {
  using bar = await listen();
  const guests = [
    await connect("127.0.0.1", bar.addr.port),
    await connect("127.0.0.1", bar.addr.port),
  ];
  const served = [await bar.accept(), await bar.accept()];
  const recordings = [guests[0], served[0], guests[1], served[1]]
    .map((connection) => recordWire(connection));
  await writeAll(guests[0], "a cider please\n");
  await writeAll(guests[1], "Do you have the time?\n");
  for (const connection of served.toReversed()) {
    const order = await readLine(connection);
    const answer = order?.includes("cider") ? "here it is\n" : "A cabbage?\n";
    await writeAll(connection, answer);
  }
  for (const guest of guests) {
    await readLine(guest);
    guest.close();
  }
  for (const connection of served) {
    await readToEnd(connection);
    connection.close();
  }
  return {
    title: "One server, two clients",
    caption: "ladder, to scale, with a remark",
    figure: ladder(recordings, {
      names: {
        [recordings[0].local]: "Alice",
        [recordings[0].remote]: "bar",
        [recordings[2].local]: "Tournesol",
      },
      time: "scale",
      notes: [{ at: recordings[0].startedAt, text: "both are connected" }],
    }),
  };
}

/** A peer that resets the connection while something is unread. */
export async function reset(): Promise<LiveFigure> {
  const { createServer } = await import("node:net");
  const server = createServer((socket) => {
    socket.once("data", () => socket.resetAndDestroy());
    socket.on("error", () => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const client = await connect("127.0.0.1", port);
  const recording = recordWire(client);
  await writeAll(client, "GET / HTTP/1.0\r\nHost: </text><script>\r\n\r\n");
  await readExactly(client, 1).catch(() => {});
  client.close();
  await new Promise((done) => server.close(done));
  return {
    title: "A reset ends everything",
    caption: "ladder, one end recorded; markup in a payload stays text",
    figure: ladder(recording, { names: ["client", "server"] }),
  };
}
