import { assertEquals, assertStringIncludes } from "@std/assert";
import { httpFetch } from "sockets/http";

const MAIN = import.meta.resolve("../../../lib/http/main.ts");

function started(args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", MAIN, ...args],
    stdout: "piped",
  }).spawn();
}

/** What the program has printed once the server's address is among it. */
async function addressPrinted(child: Deno.ChildProcess): Promise<string> {
  let text = "";
  for await (const words of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += words;
    const address = /http:\/\/[0-9.:]+\//.exec(text);
    if (address) return address[0];
  }
  throw new Error(`Cannot find an address in what it prints: ${text}`);
}

Deno.test("main.ts serves the lecture's answers, or a folder", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/menu.txt`, "cider");
  const asked: [
    args: string[],
    path: string,
    status: number,
    length: number,
  ][] = [[["0"], "", 308, 171], [["0", folder], "menu.txt", 200, 5]];
  for (const [args, path, status, length] of asked) {
    const child = started(args);
    const address = await addressPrinted(child);
    const answer = await httpFetch(address + path, { redirect: "manual" });
    const { length: received } = await answer.bytes();
    assertEquals([answer.status, received], [status, length]);
    child.kill("SIGINT");
    await child.status;
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("main.ts says how it is used", async () => {
  const child = started(["--help"]);
  const { code, stdout } = await child.output();
  assertEquals(code, 0);
  assertStringIncludes(
    new TextDecoder().decode(stdout),
    "deno task serve [port] [folder]",
  );
});
