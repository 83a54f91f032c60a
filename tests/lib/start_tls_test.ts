import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import {
  ClosedError,
  connect,
  Connection,
  DeadlineError,
  listen,
  Listener,
  readLine,
  readToEnd,
  SocketError,
  startTls,
  writeAll,
} from "sockets";
import { lacksTool } from "../tools.ts";
import { type Certificates, makeCertificates } from "./http/certificates.ts";
import { connectedPair } from "./connected_pair.ts";

async function withCertificates(
  act: (certificates: Certificates) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await act(await makeCertificates(folder, "DNS:localhost,IP:127.0.0.1"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function tlsListener(
  { certificate, key }: Certificates,
): Promise<Listener> {
  return new Listener(Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    cert: await Deno.readTextFile(certificate),
    key: await Deno.readTextFile(key),
  }));
}

Deno.test({
  name: "startTls carries lines and ends like any connection (needs openssl)",
  ignore: lacksTool("openssl"),
  fn: () =>
    withCertificates(async (certificates) => {
      using bar = await tlsListener(certificates);
      const plain = await connect("127.0.0.1", bar.addr.port);
      const accepting = bar.accept();
      using client = await startTls(plain, {
        hostname: "localhost",
        caCerts: [certificates.authority],
      });
      using guest = await accepting;
      assertEquals(client.attempts, plain.attempts);
      const writing = writeAll(client, "x".repeat(500_000) + "\nrest");
      assertEquals((await readLine(guest, { maxLength: 1e6 }))?.length, 5e5);
      await writing;
      await client.closeWrite();
      assertEquals((await readToEnd(guest)).length, 4);
      await writeAll(guest, "still here\n");
      assertEquals(await readLine(client), "still here");
    }),
});

Deno.test({
  name: "Connection wraps what Deno.connectTls gives (needs openssl)",
  ignore: lacksTool("openssl"),
  fn: () =>
    withCertificates(async (certificates) => {
      using bar = await tlsListener(certificates);
      const [client, guest] = await Promise.all([
        Deno.connectTls({
          hostname: "localhost",
          port: bar.addr.port,
          caCerts: [certificates.authority],
        }).then((system) => new Connection(system)),
        bar.accept(),
      ]);
      using _client = client;
      using _guest = guest;
      await writeAll(client, "cider\n");
      assertEquals(await readLine(guest), "cider");
    }),
});

Deno.test({
  name: "startTls refuses a certificate for another name (needs openssl)",
  ignore: lacksTool("openssl"),
  fn: () =>
    withCertificates(async (certificates) => {
      using bar = await tlsListener(certificates);
      const plain = await connect("127.0.0.1", bar.addr.port);
      const accepting = bar.accept();
      const error = await assertRejects(
        () =>
          startTls(plain, {
            hostname: "elsewhere.invalid",
            caCerts: [certificates.authority],
          }),
        SocketError,
        "Cannot start TLS with",
      );
      assertInstanceOf(error.cause, Error);
      using guest = await accepting;
      await readLine(guest).catch(() => {});
    }),
});

Deno.test("startTls gives up at its deadline when nobody answers the handshake", async () => {
  using bar = await listen();
  const client = await connect("127.0.0.1", bar.addr.port);
  using _guest = await bar.accept();
  await assertRejects(
    () => startTls(client, { hostname: "localhost", timeout: 30 }),
    DeadlineError,
  );
});

Deno.test("startTls refuses to lose bytes that have come already", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(guest, "220 hello\r\nearly");
  assertEquals(await readLine(client), "220 hello");
  await assertRejects(() => startTls(client), SocketError, "read them first");
});

Deno.test("startTls leaves the old connection spent: it refuses to read, and closing it is harmless", async () => {
  const attempts = [
    { hostname: "localhost" }, // the peer hangs up in the middle of the handshake
    { hostname: "localhost", caCerts: ["no certificate"] }, // refused before it
  ];
  for (const options of attempts) {
    using bar = await listen();
    using client = await connect("127.0.0.1", bar.addr.port);
    const guest = await bar.accept();
    const starting = startTls(client, options).catch((error) => error);
    await guest.read(new Uint8Array(1000));
    guest.close();
    assertInstanceOf(await starting, SocketError);
    await assertRejects(() => readLine(client), ClosedError);
    client.close();
  }
});

Deno.test("close ends startTls while it waits, and throws nothing", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const starting = startTls(client, { hostname: "localhost" });
  starting.catch(() => {});
  await guest.read(new Uint8Array(1)); // The handshake has begun.
  client.close();
  await assertRejects(() => starting, ClosedError);
});
