import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CellTypes, type Display } from "../../../jupyter/kernel/cell_types.ts";
import {
  createMessage,
  type Message,
} from "../../../jupyter/protocol/message.ts";
import { DrivenKernel } from "./driven_kernel.ts";

/** Far beyond what a check takes: these tests are not about time. */
const PATIENT = { holdUp: 120_000 };
const MISTAKE = "const n: string = 5;";

Deno.test("CellTypes warns of type errors before a cell runs, against all cells that ran", async () => {
  const types = await readyTypes(true);
  assertEquals(await warningOf(types, "let port = 80;"), undefined);
  const warning = await warningOf(types, 'port;\nport = "http";');
  assertEquals(
    warning?.["text/plain"],
    "Type warning at line 2, column 1: Type 'string' is not assignable to type 'number'.\n" +
      '  port = "http";\n  ^^^^',
  );
  assertStringIncludes(warning!["text/html"], "<strong>Type warning at line 2");
  types.cleared();
  const after = await warningOf(types, "port;");
  assertStringIncludes(after!["text/plain"], "Cannot find name 'port'");
  await types.close();
});

Deno.test("CellTypes checks cells that ask for it, and none that stages a mistake", async () => {
  const types = await readyTypes(false);
  const warned = [];
  for (
    const [code, tags] of [
      [MISTAKE, []],
      [`// @check\n${MISTAKE}`, []],
      [MISTAKE, []],
      [`// @check all\n${MISTAKE}`, []],
      [MISTAKE, ["unchecked"]],
      [MISTAKE, ["raises-exception"]],
      [MISTAKE, ["exercise"]],
      [`// @check off\n${MISTAKE}`, []],
    ] as const
  ) warned.push(await warningOf(types, code, tags) !== undefined);
  assertEquals(warned, [false, true, false, true, false, false, true, false]);
  await types.close();
});

Deno.test("CellTypes does not hold up a cell while the service is starting", async () => {
  const types = new CellTypes(true, PATIENT);
  let shown = false;
  await types.begin(execution(MISTAKE), () => shown = true);
  assertEquals(shown, false);
  await types.close();
});

Deno.test("the mended kernel shows type errors under a cell that runs all the same", async () => {
  await using kernel = await DrivenKernel.start();
  const warned = Promise.withResolvers<Record<string, string>>();
  kernel.client.listen(({ header, content }) => {
    if (header.msg_type !== "display_data") return;
    warned.resolve(content.data as Record<string, string>);
  });
  const run = kernel.send(
    `// @check\n${MISTAKE}\nawait new Promise(() => {});`,
  );
  const warning = await warned.promise;
  assertStringIncludes(warning["text/plain"], "line 2, column 7");
  await kernel.interrupt();
  assertEquals((await run).outputs[0].header.msg_type, "display_data");
  assertEquals((await run).reply.ename, "Interrupted");
});

Deno.test("the mended kernel answers completion and inspection by type, also while a cell runs, and else as the inner one", async () => {
  await using kernel = await DrivenKernel.start();
  await kernel.send(
    'import { readExactly } from "sockets";\nconst anything: any = { cider: 1 };',
  );
  const isGood = (word: string) => (content: Record<string, unknown>) =>
    JSON.stringify(content.matches ?? content.data).includes(word);
  await ask(kernel, "complete", "anything.", 9, isGood("cider"));
  const running = kernel.send("await new Promise(() => {});");
  running.catch(() => {});
  const code = "'🍺'; readEx";
  const found = await ask(kernel, "complete", code, 11, isGood("readExactly"));
  assertEquals([found.cursor_start, found.cursor_end], [5, 11]);
  const known = await ask(
    kernel,
    "inspect",
    `${code}actly(`,
    17,
    isGood("Reads exactly `byteCount` bytes"),
  );
  const data = known.data as Record<string, string>;
  assertStringIncludes(data["text/markdown"], "readExactly(connection: ");
  await kernel.interrupt();
  assertEquals((await running).reply.ename, "Interrupted");
});

/** With a service that has started. */
async function readyTypes(checksAll: boolean): Promise<CellTypes> {
  const types = new CellTypes(checksAll, PATIENT);
  types.prepare();
  const end = Date.now() + PATIENT.holdUp;
  const question = createMessage("inspect_request", {
    code: "Deno.listen",
    cursor_pos: 8,
  }, "");
  while (await types.answer(question) === undefined) {
    assert(Date.now() < end, "The language service never started");
  }
  return types;
}

/** What is shown before a cell may run. */
async function warningOf(
  types: CellTypes,
  code: string,
  tags: readonly string[] = [],
): Promise<Display | undefined> {
  let shown: Display | undefined;
  await types.begin(execution(code, tags), (display) => shown = display);
  return shown;
}

function execution(code: string, tags: readonly string[] = []): Message {
  const message = createMessage("execute_request", { code }, "");
  return { ...message, metadata: { tags } };
}

/** Asks until the answer is good: on a slow machine the service may miss its deadline. */
async function ask(
  kernel: DrivenKernel,
  what: "complete" | "inspect",
  code: string,
  cursor_pos: number,
  isGood: (content: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  const end = Date.now() + PATIENT.holdUp;
  while (true) {
    const request = { code, cursor_pos, detail_level: 0 };
    const { reply } = kernel.client.request(
      "shell",
      `${what}_request`,
      request,
    );
    const { content } = await reply;
    if (isGood(content)) return content;
    assert(Date.now() < end, `The last answer was ${JSON.stringify(content)}`);
  }
}
