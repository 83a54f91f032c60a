/** `deno task watch` as its user sees it: lines, decks in a browser's hands, Ctrl-C. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { formatNotebook } from "../../../../jupyter/format_notebook.ts";
import { fromFileUrl } from "../../../project_files.ts";
import { makeNotebook } from "../../run/make_notebook.ts";

/** Reads a stream until what has come matches; fails at its end. */
class Awaited {
  #text = "";
  readonly #decoder = new TextDecoder();
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async match(pattern: RegExp): Promise<RegExpExecArray> {
    while (true) {
      const found = pattern.exec(this.#text);
      if (found) {
        this.#text = this.#text.slice(found.index + found[0].length);
        return found;
      }
      const { value, done } = await this.#reader.read();
      if (done) throw new Error(`ended without ${pattern}: ${this.#text}`);
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}

Deno.test(
  "watch: runs, shows the deck, runs again what changed, ends by Ctrl-C without a trace",
  {
    ignore: Deno.build.os === "windows",
  },
  async () => {
    const root = await Deno.realPath(await Deno.makeTempDir());
    const [folder, temporary] = [join(root, "notebooks"), join(root, "tmp")];
    await Deno.mkdir(folder);
    await Deno.mkdir(temporary);
    const path = join(folder, "a café.ipynb");
    const save = (...cells: string[]) =>
      Deno.writeTextFile(path, formatNotebook(makeNotebook(...cells)));
    await save("`first ${1 + 1}`;");
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", fromFileUrl("jupyter/author/main.ts"), "watch", path],
      ],
      env: { TMPDIR: temporary },
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    try {
      const lines = new Awaited(child.stdout);
      const [, url] = await lines.match(/^Decks: (http:\S+)$/m);
      const changes = new Awaited((await fetch(`${url}changes`)).body!);
      await lines.match(/✓ .*a café\.ipynb: 1 cell/);
      await changes.match(/data: a_café\n/);
      const page = await (await fetch(`${url}show/a_café`)).text();
      assertStringIncludes(page, `<iframe src="/decks/a_caf%C3%A9.html"`);
      const deck = await (await fetch(`${url}decks/a_café.html`)).text();
      assertStringIncludes(deck, "first 2");
      assert(!deck.includes("/changes"), "the deck itself knows of no server");

      await save("`second ${1 + 2}`;");
      await lines.match(/Changed: run a café\.ipynb\n/);
      await changes.match(/data: a_café\n/);
      const again = await (await fetch(`${url}decks/a_café.html`)).text();
      assertStringIncludes(again, "second 3");

      await save("throw new Error('spilt');");
      const [failure] = await lines.match(/✗[\s\S]*spilt[\s\S]*Run only/);
      assertMatch(failure, /failed in cell 1/);
      assertEquals((await fetch(`${url}b`).then(drop)).status, 404);
      await changes.cancel();
      child.kill("SIGINT");
      const { code } = await child.status;
      await lines.cancel();
      assertEquals(code, 0);
      assertEquals([...Deno.readDirSync(temporary)], []);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  },
);

async function drop(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}
