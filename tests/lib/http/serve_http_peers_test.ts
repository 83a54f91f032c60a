/** The server under other people's clients: curl, wrk, openssl and Chromium. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Listener } from "sockets";
import {
  lectureSite,
  serveFiles,
  serveHttp,
  SYLLABUS_LENGTH,
  syllabusPdf,
} from "sockets/http";
import { findTool, lacksTool } from "../../tools.ts";
import { makeCertificates } from "./certificates.ts";
import { octetText } from "./octets.ts";
import { served } from "./served.ts";

/** Runs a tool to its end; nothing here takes longer than its own timeout. */
async function run(
  tool: string,
  args: string[],
  input?: string,
): Promise<string> {
  const child = new Deno.Command(findTool(tool)!, {
    args,
    stdin: input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (input !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
  }
  const { stdout, stderr, code } = await child.output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return octetText(stdout);
}

const CURL = ["--silent", "--show-error", "--max-time", "20"];

Deno.test({
  name:
    "serveHttp serves curl in both versions, ranges, HEAD, uploads, 100 (Continue)",
  ignore: lacksTool("curl"),
  async fn() {
    await using site = await served(lectureSite());
    const url = `${site.origin}/syllabus.pdf`;
    const pdf = octetText(syllabusPdf());
    for (const version of ["--http1.0", "--http1.1"]) {
      assertEquals(await run("curl", [...CURL, version, url]), pdf);
    }
    assertEquals(
      await run("curl", [...CURL, "--range", "10-19", url]),
      pdf.slice(10, 20),
    );
    const head = await run("curl", [...CURL, "--head", site.origin]);
    assertStringIncludes(head, "HTTP/1.1 308 Permanent Redirect\r\n");
    const twice = [...CURL, "--write-out", "%{num_connects}", url, url];
    const both = await run("curl", twice);
    assertEquals(both.length, 2 * SYLLABUS_LENGTH + 2);
    assert(
      both.endsWith("0"),
      "the second goes over the first one's connection",
    );

    await using echo = await served(async (request) => ({
      status: 200,
      body: await request.bytes(),
    }));
    const body = "cider".repeat(300_000);
    const post = [...CURL, "--data-binary", "@-", echo.origin];
    assertEquals(
      await run("curl", [...post, "--header", "Expect: 100-continue"], body),
      body,
    );
    assertEquals(
      await run(
        "curl",
        [...post, "--header", "Transfer-Encoding: chunked"],
        body,
      ),
      body,
    );
    assertEquals(await run("curl", [...post, "--http1.0"], body), body);
  },
});

Deno.test({
  name: "serveHttp survives wrk",
  ignore: lacksTool("wrk"),
  async fn() {
    const errors: unknown[] = [];
    await using site = await served(lectureSite(), {
      onError: (error) => errors.push(error),
    });
    for (const path of ["/syllabus.pdf", "/"]) {
      const report = await run("wrk", [
        "-t2",
        "-c32",
        "-d1s",
        site.origin + path,
      ]);
      assert(Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1]) > 0, report);
      assert(!/Socket errors/.test(report), report);
      assert(!/Non-2xx/.test(report), report);
    }
    assertEquals(errors, []);
  },
});

Deno.test({
  name: "serveHttp speaks over TLS to curl and openssl s_client",
  ignore: lacksTool("openssl") || lacksTool("curl"),
  async fn() {
    const home = await Deno.makeTempDir();
    const { certificate, key } = await makeCertificates(home, "DNS:localhost");
    const listener = new Listener(Deno.listenTls({
      hostname: "127.0.0.1",
      port: 0,
      cert: await Deno.readTextFile(certificate),
      key: await Deno.readTextFile(key),
    }));
    const serving = serveHttp(listener, lectureSite());
    const { port } = listener.addr;
    const url = `https://localhost:${port}/syllabus.pdf`;
    const trust = ["--cacert", `${home}/ca.pem`, "--ipv4"];
    assertEquals(
      (await run("curl", [...CURL, ...trust, url])).length,
      SYLLABUS_LENGTH,
    );
    const request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const answer = await run("openssl", [
      ..."s_client -quiet -verify_return_error -servername localhost -ign_eof"
        .split(" "),
      "-connect",
      `127.0.0.1:${port}`,
      "-CAfile",
      `${home}/ca.pem`,
    ], request);
    assertStringIncludes(
      answer,
      "Location: https://localhost/syllabus.pdf\r\n",
    );
    listener.close();
    await serving;
    await Deno.remove(home, { recursive: true });
  },
});

Deno.test({
  name: "serveHttp shows Chromium a page with its script and the syllabus",
  ignore: lacksTool("chromium"),
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/index.html`, PAGE);
    await Deno.writeTextFile(`${folder}/page.js`, SCRIPT);
    await Deno.writeFile(`${folder}/syllabus.pdf`, syllabusPdf());
    {
      await using site = await served(serveFiles(folder));
      const page = await run("chromium", [
        ..."--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --timeout=20000"
          .split(" "),
        `--user-data-dir=${folder}/profile`,
        "--virtual-time-budget=10000",
        "--dump-dom",
        `${site.origin}/`,
      ]);
      assertStringIncludes(
        page,
        `<p id="told">121895 application/pdf 206 %PDF</p>`,
      );
    }
    await Deno.remove(folder, { recursive: true });
  },
});

const PAGE = `<!DOCTYPE html>
<html lang="en">
<title>Bar</title>
<p id="told"></p>
<script type="module" src="page.js"></script>
`;

const SCRIPT = `
const whole = await fetch("syllabus.pdf");
const bytes = await whole.arrayBuffer();
const part = await fetch("syllabus.pdf", { headers: { Range: "bytes=0-3" } });
document.querySelector("#told").textContent = [
  bytes.byteLength,
  whole.headers.get("Content-Type"),
  part.status,
  await part.text(),
].join(" ");
`;
