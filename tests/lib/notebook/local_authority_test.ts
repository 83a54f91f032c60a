import { assertEquals, assertRejects } from "@std/assert";
import { Listener } from "sockets";
import { CertificateError, httpFetch, serveHttp } from "sockets/http";
import { localAuthority } from "sockets/notebook";

Deno.test("localAuthority signs for names and addresses, and only who trusts it is satisfied", async () => {
  const authority = await localAuthority();
  const certificate = await authority.issue("localhost", "127.0.0.1");
  const bar = new Listener(
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, ...certificate }),
  );
  const serving = serveHttp(bar, () => ({ status: 200, body: "cider" }));
  const trusting = { caCerts: [authority.certificate] };
  try {
    for (const name of ["localhost", "127.0.0.1"]) {
      const url = `https://${name}:${bar.addr.port}/`;
      const response = await httpFetch(url, trusting);
      assertEquals(await response.text(), "cider");
      await assertRejects(() => httpFetch(url), CertificateError);
    }
  } finally {
    bar.close();
    await serving;
  }
});

Deno.test("localAuthority's certificate for one name is refused for another", async () => {
  const authority = await localAuthority();
  const certificate = await authority.issue("pub.example");
  const bar = new Listener(
    Deno.listenTls({ hostname: "127.0.0.1", port: 0, ...certificate }),
  );
  const serving = serveHttp(bar, () => ({ status: 200 }));
  try {
    const refused = await assertRejects(
      () =>
        httpFetch(`https://localhost:${bar.addr.port}/`, {
          caCerts: [authority.certificate],
        }),
      CertificateError,
    );
    assertEquals(refused.wanted, "localhost");
    assertEquals(refused.offered, ["pub.example"]);
  } finally {
    bar.close();
    await serving;
  }
});
