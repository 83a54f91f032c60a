import { assertEquals, assertRejects } from "@std/assert";
import { jsrProblem, jsrRegistry } from "../../setup/jsr_registry.ts";
import { serveJsr } from "./jsr_server.ts";

Deno.test("jsrRegistry honours JSR_URL, with and without a slash at its end", () => {
  const spelled = [undefined, "", "http://a:1/jsr", "http://a:1/jsr/"];
  assertEquals(
    spelled.map((url) => jsrRegistry(url).href),
    [
      "https://jsr.io/",
      "https://jsr.io/",
      "http://a:1/jsr/",
      "http://a:1/jsr/",
    ],
  );
});

Deno.test("jsrProblem finds none where a registry answers", async () => {
  await using jsr = await serveJsr();
  const registry = new URL(jsr.url);
  assertEquals(await jsrProblem("@std/assert", { registry }), undefined);
  assertEquals(
    await jsrProblem("@std/none", { registry }),
    `${registry.host} answers 404`,
  );
});

const ANSWERS: [string, string][] = [
  ["a page", "<html>"],
  ["a text", '"versions"'],
  ["null", "null"],
  ["a list without versions", '{"versions": null}'],
];

for (const [name, body] of ANSWERS) {
  Deno.test(`jsrProblem is not content with ${name}`, async () => {
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      () => new Response(body),
    );
    const registry = new URL(`http://127.0.0.1:${server.addr.port}/`);
    assertEquals(
      await jsrProblem("@std/assert", { registry }),
      `${registry.host} does not answer as JSR does`,
    );
  });
}

Deno.test("jsrProblem does not wait for ever", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const registry = new URL(`http://127.0.0.1:${listener.addr.port}/`);
  assertEquals(
    await jsrProblem("@std/assert", { registry, timeout: 50 }),
    `${registry.host} does not answer within 0.05 s`,
  );
});

Deno.test("jsrProblem stops when told to", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const registry = new URL(`http://127.0.0.1:${listener.addr.port}/`);
  const stop = new AbortController();
  const asked = jsrProblem("@std/assert", { registry, signal: stop.signal });
  stop.abort(new Error("enough"));
  await assertRejects(() => asked, Error, "enough");
});
