/** The client against nginx: plain and over TLS, every framing, ranges, keep-alive, uploads. */
import { assertEquals, assertRejects } from "@std/assert";
import { CertificateError, httpFetch, HttpPool } from "sockets/http";
import { lacksTool } from "../../tools.ts";
import { type Nginx, startNginx } from "./nginx.ts";

function nginxTest(name: string, test: (nginx: Nginx) => Promise<void>): void {
  Deno.test({
    name,
    ignore: lacksTool("nginx") || lacksTool("openssl"),
    async fn() {
      await using nginx = await startNginx();
      await test(nginx);
    },
  });
}

/** Octets that repeat only after a while, so that a lost or doubled piece shows. */
function pattern(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length },
    (_, index) => (index * 31 + (index >> 8)) & 255,
  );
}

nginxTest(
  "httpFetch gets the same file from nginx in every framing, plain and over TLS",
  async (nginx) => {
    const file = pattern(300_000);
    await Deno.writeFile(`${nginx.folder}/file.txt`, file);
    const caCerts = [nginx.certificates.authority];
    using pool = new HttpPool();
    for (const origin of [nginx.origin, nginx.secureOrigin]) {
      for (const path of ["/", "/chunked/", "/gzip/", "/close/"]) {
        for (const version of ["1.1", "1.0"] as const) {
          for (const options of [{}, { pool }]) {
            const response = await httpFetch(`${origin}${path}file.txt`, {
              ...options,
              version,
              caCerts,
              decode: true,
            });
            assertEquals(response.status, 200);
            assertEquals(await response.bytes(), file);
          }
        }
      }
    }
  },
);

nginxTest(
  "httpFetch sees nginx's framings for what they are",
  async (nginx) => {
    await Deno.writeFile(`${nginx.folder}/file.txt`, pattern(5000));
    const framing = async (
      path: string,
      version: "1.0" | "1.1",
      decode = false,
    ) => {
      using response = await httpFetch(nginx.origin + path, {
        version,
        decode,
      });
      return response.body.framing.kind;
    };
    assertEquals(await framing("/file.txt", "1.1"), "length");
    assertEquals(await framing("/chunked/file.txt", "1.1"), "chunked");
    assertEquals(await framing("/chunked/file.txt", "1.0"), "until close");
    assertEquals(await framing("/gzip/file.txt", "1.1", true), "chunked");
  },
);

nginxTest(
  "httpFetch leaves a coded body as it is unless asked to decode it",
  async (nginx) => {
    await Deno.writeFile(`${nginx.folder}/file.txt`, pattern(5000));
    const response = await httpFetch(`${nginx.origin}/gzip/file.txt`, {
      headers: { "Accept-Encoding": "gzip" },
    });
    assertEquals(response.headers.get("Content-Encoding"), "gzip");
    assertEquals(
      (await response.bytes()).slice(0, 2),
      new Uint8Array([0x1f, 0x8b]),
    );
  },
);

nginxTest("httpFetch gets every range that nginx gives", async (nginx) => {
  const file = pattern(1000);
  await Deno.writeFile(`${nginx.folder}/file.txt`, file);
  using pool = new HttpPool();
  const get = async (range: string) => {
    const headers = { Range: range };
    const response = await httpFetch(`${nginx.origin}/file.txt`, {
      headers,
      pool,
    });
    return { status: response.status, bytes: await response.bytes() };
  };
  for (let first = 0; first < 1000; first += 100) {
    const { status, bytes } = await get(`bytes=${first}-${first + 99}`);
    assertEquals([status, bytes], [206, file.slice(first, first + 100)]);
  }
  assertEquals((await get("bytes=-10")).bytes, file.slice(-10));
  assertEquals((await get("bytes=990-")).bytes, file.slice(990));
  assertEquals((await get("bytes=2000-")).status, 416);
});

nginxTest(
  "httpFetch sends nginx a thousand requests over one connection",
  async (nginx) => {
    await Deno.writeTextFile(`${nginx.folder}/file.txt`, "cider");
    using pool = new HttpPool();
    let connected = 0;
    for (let request = 0; request < 1000; request++) {
      const response = await httpFetch(`${nginx.origin}/file.txt`, { pool });
      assertEquals(await response.text(), "cider");
      if (response.timeline.phases[0].name === "resolve") connected++;
    }
    assertEquals(connected, 1);
  },
);

nginxTest(
  "httpFetch uploads to nginx, with a length and in chunks",
  async (nginx) => {
    const file = pattern(3_000_000);
    async function* pieces() {
      for (let at = 0; at < file.length; at += 70_000) {
        yield await Promise.resolve(file.subarray(at, at + 70_000));
      }
    }
    const bodies = { bytes: () => file, stream: () => pieces() };
    for (const [name, body] of Object.entries(bodies)) {
      for (const expectContinue of [false, true]) {
        const url = `${nginx.origin}/uploads/${name}-${expectContinue}`;
        const put = await httpFetch(url, {
          method: "PUT",
          body: body(),
          expectContinue,
        });
        assertEquals([put.status, await put.text()], [201, ""]);
        assertEquals(put.interim.length, expectContinue ? 1 : 0);
        assertEquals(await (await httpFetch(url)).bytes(), file);
        const gone = await httpFetch(url, { method: "DELETE" });
        assertEquals([gone.status, await gone.text()], [204, ""]);
      }
    }
  },
);

nginxTest(
  "httpFetch hears that nginx takes no body of that size",
  async (nginx) => {
    const body = new Uint8Array(70_000_000);
    const response = await httpFetch(`${nginx.origin}/uploads/huge`, {
      method: "PUT",
      body,
    });
    assertEquals(response.status, 413);
    await response.bytes();
  },
);

nginxTest(
  "httpFetch follows nginx's redirects, over TLS too",
  async (nginx) => {
    await Deno.writeTextFile(`${nginx.folder}/index.html`, "cider");
    const caCerts = [nginx.certificates.authority];
    for (const origin of [nginx.origin, nginx.secureOrigin]) {
      for (const path of ["/moved/", "/found/"]) {
        const response = await httpFetch(origin + path, { caCerts });
        assertEquals([response.redirects.length, await response.text()], [
          1,
          "cider",
        ]);
      }
      const options = { method: "POST", body: "cider", caCerts };
      const echoed = await httpFetch(`${origin}/permanent/`, options);
      assertEquals(await echoed.text(), `POST 5 ${new URL(origin).host}`);
    }
  },
);

nginxTest(
  "httpFetch tells which name it wanted and which the certificate offers",
  async (nginx) => {
    const caCerts = [nginx.certificates.authority];
    const { port } = new URL(nginx.secureOrigin);
    for (const host of ["localhost", "127.0.0.1"]) {
      const response = await httpFetch(`https://${host}:${port}/echo`, {
        caCerts,
      });
      assertEquals(response.status, 200);
      assertEquals(
        response.timeline.phases.map(({ name }) => name).slice(0, 3),
        [
          "resolve",
          "connect",
          "tls",
        ],
      );
      await response.bytes();
    }
    const unknown = await assertRejects(
      () => httpFetch(nginx.secureOrigin),
      CertificateError,
      "caCerts",
    );
    assertEquals([unknown.wanted, unknown.offered], ["localhost", []]);
  },
);

nginxTest("httpFetch refuses a certificate for other names", async (nginx) => {
  const caCerts = [nginx.certificates.authority];
  const { port } = new URL(nginx.secureOrigin);
  const other = await assertRejects(
    () => httpFetch(`https://[::ffff:127.0.0.1]:${port}/`, { caCerts }),
    CertificateError,
    'it is for "localhost", "bar.example", "127.0.0.1" only',
  );
  assertEquals(other.offered, ["localhost", "bar.example", "127.0.0.1"]);
});
