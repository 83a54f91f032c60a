import { assert, assertEquals } from "@std/assert";
import { writeAll } from "sockets";
import { httpFetch, readResponse, serveFiles } from "sockets/http";
import { octets } from "./octets.ts";
import { served } from "./served.ts";

/** A folder with a site, a secret beside it, and a server of the site. */
async function site() {
  const home = await Deno.makeTempDir();
  const folder = `${home}/site`;
  await Deno.mkdir(`${folder}/sub`, { recursive: true });
  await Deno.mkdir(`${folder}/empty`);
  await Deno.writeTextFile(`${home}/secret.txt`, "secret");
  await Deno.writeTextFile(`${home}/site-secret.txt`, "secret");
  await Deno.writeTextFile(`${folder}/index.html`, "<p>bar");
  await Deno.writeTextFile(`${folder}/sub/index.html`, "<p>sub");
  await Deno.writeTextFile(`${folder}/ten.txt`, "0123456789");
  await Deno.writeTextFile(`${folder}/empty.bin`, "");
  await Deno.writeTextFile(`${folder}/caf\u00e9 menu.txt`, "cider");
  await Deno.utime(`${folder}/ten.txt`, 1_725_264_000, 1_725_264_000.25);
  const server = await served(serveFiles(folder));
  return {
    server,
    folder,
    home,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(home, { recursive: true });
    },
  };
}

/** Status and body of a target sent as it is. */
async function ask(
  { server }: Awaited<ReturnType<typeof site>>,
  target: string,
  lines = "",
  method = "GET",
) {
  using client = await server.connect();
  await writeAll(
    client,
    octets(
      `${method} ${target} HTTP/1.1\r\nHost: bar\r\nConnection: close\r\n${lines}\r\n`,
    ),
  );
  const response = await readResponse(client, { method });
  return [response.status, await response.text()];
}

Deno.test("serveFiles sends a file with its type, length and validators", async () => {
  await using at = await site();
  const response = await httpFetch(`${at.server.origin}/ten.txt?any=query`);
  assertEquals(await response.text(), "0123456789");
  const { headers } = response;
  assertEquals(headers.get("Content-Type"), "text/plain; charset=utf-8");
  assertEquals(headers.get("Content-Length"), "10");
  assertEquals(headers.get("Last-Modified"), "Mon, 02 Sep 2024 08:00:00 GMT");
  assertEquals(headers.get("Accept-Ranges"), "bytes");
  assert(/^"[0-9a-f]+-a"$/.test(headers.get("ETag")!));
});

Deno.test("serveFiles finds files, folders and nothing else", async () => {
  await using at = await site();
  assertEquals(await ask(at, "/"), [200, "<p>bar"]);
  assertEquals(await ask(at, "http://bar/"), [200, "<p>bar"]);
  assertEquals(await ask(at, "/sub/"), [200, "<p>sub"]);
  assertEquals(await ask(at, "/caf%C3%A9%20menu.txt"), [200, "cider"]);
  assertEquals(await ask(at, "/empty.bin"), [200, ""]);
  assertEquals((await ask(at, "/empty/"))[0], 404);
  assertEquals((await ask(at, "/none"))[0], 404);
  assertEquals((await ask(at, "/ten.txt/none"))[0], 404);
  assertEquals((await ask(at, `/${"a".repeat(300)}`))[0], 404);
  assertEquals(await ask(at, "/ten.txt", "", "HEAD"), [200, ""]);
});

Deno.test("serveFiles finds no file behind whose name a slash stands", async () => {
  await using at = await site();
  assertEquals((await ask(at, "/ten.txt/"))[0], 404);
  assertEquals((await ask(at, "/ten.txt/?a"))[0], 404);
  assertEquals((await ask(at, "/ten.txt?a/"))[0], 200);
});

Deno.test("serveFiles sends a folder without its slash to the one with it", async () => {
  await using at = await site();
  const response = await httpFetch(`${at.server.origin}/sub?a=b`);
  assertEquals(await response.text(), "<p>sub");
  assertEquals(response.url, `${at.server.origin}/sub/?a=b`);
  using client = await at.server.connect();
  await writeAll(client, "GET //sub HTTP/1.1\r\nHost: bar\r\n\r\n");
  const elsewhere = await readResponse(client);
  assertEquals(elsewhere.headers.get("Location"), "/sub/", "not the host sub");
});

Deno.test("serveFiles lets nobody out of the folder", async () => {
  await using at = await site();
  const ways = [
    "/../secret.txt",
    "/sub/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2E%2Fsecret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/sub/%2e%2e/%2e%2e/secret.txt",
    "/.%2e/secret.txt",
    "/..%00/secret.txt",
    "/ten.txt%00.html",
    "/%c0%ae%c0%ae/secret.txt",
    "/%252e%252e/secret.txt",
    "/../site-secret.txt",
    "/%2fetc%2fpasswd",
    "//etc/passwd",
    "/c:/windows/win.ini",
    "/ten.txt::$DATA",
    "/.../secret.txt",
    "/..%20/secret.txt",
    "/%ff%fe",
    "/%",
    "http://bar/../secret.txt",
  ];
  for (const way of ways) {
    assertEquals((await ask(at, way))[0], 404, way);
  }
});

Deno.test({
  name: "serveFiles follows no link out of the folder",
  ignore: Deno.build.os === "windows", // Links need a privilege there.
  async fn() {
    await using at = await site();
    await Deno.symlink(`${at.home}/secret.txt`, `${at.folder}/way-out`);
    await Deno.symlink(at.home, `${at.folder}/up`);
    await Deno.symlink(`${at.folder}/ten.txt`, `${at.folder}/inside`);
    await Deno.symlink(`${at.folder}/circle`, `${at.folder}/circle`);
    assertEquals((await ask(at, "/way-out"))[0], 404);
    assertEquals((await ask(at, "/up/secret.txt"))[0], 404);
    assertEquals((await ask(at, "/circle"))[0], 404);
    assertEquals(await ask(at, "/inside"), [200, "0123456789"]);
  },
});

Deno.test("serveFiles sends ranges", async () => {
  await using at = await site();
  const asked: [range: string, status: number, body: string][] = [
    ["bytes=0-0", 206, "0"],
    ["bytes=2-4", 206, "234"],
    ["bytes=5-", 206, "56789"],
    ["bytes=-3", 206, "789"],
    ["bytes=-99", 206, "0123456789"],
    ["bytes=8-99", 206, "89"],
    ["BYTES=0-1", 206, "01"],
    ["bytes=4-2", 200, "0123456789"],
    ["bytes=0-1,3-4", 200, "0123456789"],
    ["octets=0-1", 200, "0123456789"],
    ["bytes=-", 200, "0123456789"],
    ["bytes=a-b", 200, "0123456789"],
  ];
  for (const [range, status, body] of asked) {
    assertEquals(await ask(at, "/ten.txt", `Range: ${range}\r\n`), [
      status,
      body,
    ], range);
  }
  for (const range of ["bytes=10-", "bytes=10-20", "bytes=-0"]) {
    const [status] = await ask(at, "/ten.txt", `Range: ${range}\r\n`);
    assertEquals(status, 416, range);
  }
  assertEquals((await ask(at, "/empty.bin", "Range: bytes=0-0\r\n"))[0], 416);
  const head = await ask(at, "/ten.txt", "Range: bytes=0-1\r\n", "HEAD");
  assertEquals(head, [200, ""], "a range is for GET alone (RFC 9110 §14.2)");
});

Deno.test("serveFiles weighs conditions in their order", async () => {
  await using at = await site();
  const { headers } = await httpFetch(`${at.server.origin}/ten.txt`, {
    method: "HEAD",
  });
  const etag = headers.get("ETag")!;
  const [same, before, after] = [
    "Mon, 02 Sep 2024 08:00:00 GMT",
    "Mon, 02 Sep 2024 07:59:59 GMT",
    "Mon, 02 Sep 2024 08:00:01 GMT",
  ];
  const asked: [lines: string[], status: number][] = [
    [[`If-None-Match: ${etag}`], 304],
    [[`If-None-Match: W/${etag}`], 304],
    [[`If-None-Match: "other", ${etag}`], 304],
    [["If-None-Match: *"], 304],
    [['If-None-Match: "other"'], 200],
    [['If-None-Match: "other"', `If-Modified-Since: ${after}`], 200],
    [[`If-Modified-Since: ${same}`], 304],
    [[`If-Modified-Since: ${after}`], 304],
    [[`If-Modified-Since: ${before}`], 200],
    [["If-Modified-Since: yesterday"], 200],
    [["If-Modified-Since: 2099"], 200],
    [["If-Unmodified-Since: 2000-01-01"], 200],
    [["If-Modified-Since: Mon Sep  2 08:00:00 2024"], 304],
    [[`If-Match: ${etag}`], 200],
    [["If-Match: *"], 200],
    [[`If-Match: W/${etag}`], 412],
    [['If-Match: "other"'], 412],
    [[`If-Match: ${etag}`, `If-Unmodified-Since: ${before}`], 200],
    [[`If-Unmodified-Since: ${before}`], 412],
    [[`If-Unmodified-Since: ${same}`], 200],
    [["Range: bytes=0-0", `If-Range: ${etag}`], 206],
    [["Range: bytes=0-0", `If-Range: W/${etag}`], 200],
    [["Range: bytes=0-0", 'If-Range: "other"'], 200],
    [["Range: bytes=0-0", `If-Range: ${same}`], 206],
    [["Range: bytes=0-0", `If-Range: ${after}`], 200],
    [["Range: bytes=0-0", `If-None-Match: ${etag}`], 304],
  ];
  for (const [lines, status] of asked) {
    const text = lines.map((line) => `${line}\r\n`).join("");
    assertEquals((await ask(at, "/ten.txt", text))[0], status, text);
  }
});

Deno.test("serveFiles answers 404 for a file that may not be read", async () => {
  await using at = await site();
  const { open } = Deno;
  // By hand: where tests run as root, no mode of a file keeps it from being read.
  Deno.open = () => Promise.reject(new Deno.errors.PermissionDenied());
  try {
    assertEquals((await ask(at, "/ten.txt"))[0], 404);
    assertEquals((await ask(at, "/"))[0], 404);
    assertEquals((await ask(at, "/ten.txt", "", "HEAD"))[0], 404);
  } finally {
    Deno.open = open;
  }
});

Deno.test("serveFiles allows GET and HEAD", async () => {
  await using at = await site();
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"]) {
    assertEquals((await ask(at, "/ten.txt", "", method))[0], 405, method);
  }
  assertEquals((await ask(at, "/ten.txt", "", "BREW"))[0], 501);
  assertEquals((await ask(at, "*", "", "OPTIONS"))[0], 405);
});
