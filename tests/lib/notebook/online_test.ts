import { assertEquals } from "@std/assert";

const MODULE = new URL("../../../lib/notebook/mod.ts", import.meta.url).href;

async function answerWith(variable: string): Promise<string> {
  const program = `import { online } from ${JSON.stringify(MODULE)};
    console.log(await online(), await online());`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", program],
    cwd: new URL("../../../", import.meta.url),
    env: { SOCKETS_ONLINE: variable, NO_COLOR: "1" },
    stderr: "inherit",
  }).output();
  return new TextDecoder().decode(stdout);
}

Deno.test("online takes the answer of SOCKETS_ONLINE and says when it is no", async () => {
  assertEquals(await answerWith("1"), "true true\n");
  const skipped =
    "○ Skipped: this part needs the Internet, and there is none.\n";
  assertEquals(await answerWith("0"), `${skipped}${skipped}false false\n`);
});
