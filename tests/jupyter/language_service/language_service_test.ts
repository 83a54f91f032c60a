import { assert, assertEquals } from "@std/assert";
import { LanguageService } from "../../../jupyter/language_service/language_service.ts";
import { LANGUAGE_SERVICE } from "../../../jupyter/language_service/service_process.ts";
import { isAlive, leavingNothing } from "../left_over.ts";

/** Far beyond what an answer takes: these tests are not about time. */
const PATIENT = { timeout: 120_000 };

Deno.test("LanguageService answers about cells in a process that ends with it", () =>
  leavingNothing(async () => {
    const service = new LanguageService();
    assertEquals(service.pid, undefined, "nobody asked yet");
    service.ran('import { connect } from "sockets"; let port = 80;');
    service.start();
    const pid = service.pid!;
    assertEquals(await service.check("port.length;", PATIENT), [{
      line: 1,
      column: 6,
      length: 6,
      message: "Property 'length' does not exist on type 'number'.",
    }]);
    const code = "'🍺'; await conn";
    const completion = await service.complete(code, 15, PATIENT);
    assertEquals(completion?.matches[0], "connect");
    assertEquals([completion?.cursor_start, completion?.cursor_end], [11, 15]);
    const inspection = await service.inspect(code + "ect", 12, PATIENT);
    const { data } = inspection!;
    assert(data["text/plain"].startsWith("function connect("));
    assert(
      data["text/markdown"].startsWith("```typescript\nfunction connect("),
    );
    await service.close();
    assertEquals(isAlive(pid), false);
    assertEquals(await service.check("port;", PATIENT), undefined);
  }));

Deno.test("LanguageService starts again after a crash, and knows the cells that ran", async () => {
  await using service = new LanguageService();
  service.ran("const gone = 1;");
  service.cleared();
  service.ran("let port = 80;");
  const asked = service.check("port;", PATIENT);
  Deno.kill(service.pid!, "SIGKILL");
  assertEquals(await asked, undefined);
  const problems = await service.check("port.length + gone;", PATIENT);
  assertEquals(problems?.map(({ message }) => message), [
    "Property 'length' does not exist on type 'number'.",
    "Cannot find name 'gone'.",
  ]);
});

Deno.test("LanguageService does without an answer that does not come in time", async () => {
  const args = ["eval", "for await (const _ of Deno.stdin.readable);"];
  await using service = new LanguageService({ args });
  assertEquals(await service.check("1", { timeout: 1 }), undefined);
  assertEquals(await service.complete("con", 3, { timeout: 1 }), undefined);
});

Deno.test("LanguageService gives up on a process that never stays", async () => {
  await using service = new LanguageService({ args: ["eval", "Deno.exit(1)"] });
  for (let attempt = 0; attempt < 6; attempt++) {
    assertEquals(await service.inspect("connect", 3, PATIENT), undefined);
  }
  assertEquals(service.pid, undefined);
});

Deno.test("the language service ends when its standard input does, and survives what it can't read", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: LANGUAGE_SERVICE.args,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const until = Date.now() + 60_000;
  const questions = [
    { id: 1, ask: "nonsense", source: "1", until },
    { id: 2, ask: "complete", source: "1", offset: -7, until },
    { id: 3, ask: "check", source: "1", until: 0 },
    { id: 4, ask: "check", source: "{".repeat(5000), until },
    { id: 5, ask: "check", source: "const n: string = 5;", until },
  ];
  const input = child.stdin.getWriter();
  const lines = questions.map((question) => JSON.stringify(question) + "\n");
  await input.write(new TextEncoder().encode(lines.join("")));
  await input.close();
  const { success, stdout } = await child.output();
  assertEquals(success, true);
  const answers = new TextDecoder().decode(stdout).trim().split("\n")
    .map((line) => JSON.parse(line));
  assertEquals(answers.map(({ id }) => id), [0, 1, 2, 3, 4, 5]);
  assertEquals(answers[3].problems, undefined);
  assertEquals(answers[5].problems.length, 1);
});
