import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { join } from "node:path";
import { findNotebooks } from "../../../slides/export/find_notebooks.ts";
import { notebookName } from "../../../slides/export/notebook_name.ts";
import { createImageReader } from "../../../slides/export/read_image_file.ts";
import { isOwnNotebook } from "../../../slides/export/execute_notebooks.ts";
import { resolveLink } from "../../../slides/export/resolve_link.ts";
import { sourceAddress } from "../../../slides/export/source_address.ts";
import { CommandError, parseCommand } from "../../../slides/parse_command.ts";

const LINKS: [string, string, string][] = [
  ["04_bar.ipynb", "04_bar.html", "04_bar.page.html"],
  ["./04_bar.ipynb#knock", "04_bar.html#/knock", "04_bar.page.html#knock"],
  [
    "04_bar.ipynb#cell-id=knock",
    "04_bar.html#/knock",
    "04_bar.page.html#knock",
  ],
  ["my%20caf%C3%A9.ipynb", "my_caf%C3%A9.html", "my_caf%C3%A9.page.html"],
  ["100%.ipynb", "100_.html", "100_.page.html"],
  ["#knock", "#knock", "#knock"],
  [
    "https://example.org/a.ipynb",
    "https://example.org/a.ipynb",
    "https://example.org/a.ipynb",
  ],
  ["mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"],
  ["files/a.pdf", "../nb/files/a.pdf", "../nb/files/a.pdf"],
  [
    "solutions/04_bar.ipynb",
    "../nb/solutions/04_bar.ipynb",
    "../nb/solutions/04_bar.ipynb",
  ],
  ["javascript:alert(1)", "#", "#"],
  ["//example.org/x", "#", "#"],
  ["file:///etc/passwd", "#", "#"],
];

for (const [href, deck, page] of LINKS) {
  Deno.test(`resolveLink ${href}`, () => {
    const places = { notebook: "n.ipynb", folder: "../nb/" };
    assertEquals(resolveLink(href, { ...places, ending: ".html" }), deck);
    assertEquals(resolveLink(href, { ...places, ending: ".page.html" }), page);
  });
}

Deno.test("sourceAddress leads from the deck to the notebook", () => {
  const from = (path: string, changes = {}) =>
    sourceAddress(path, { output: "slides/dist", ...changes });
  assertEquals(from("notebooks/en/05 ports.ipynb"), {
    notebook: "../../notebooks/en/05%20ports.ipynb",
    folder: "../../notebooks/en/",
  });
  assertEquals(from("slides/dist/a.ipynb").notebook, "a.ipynb");
  assertEquals(
    from("C# or not?/a.ipynb").notebook,
    "../../C%23%20or%20not%3F/a.ipynb",
  );
  assertEquals(
    from("elsewhere/a.ipynb", { source: "notebooks/en" }).notebook,
    "../../notebooks/en/a.ipynb",
  );
  assertEquals(
    from("a.ipynb", { sourceUrl: "http://127.0.0.1:8888/lab/tree" }).notebook,
    "http://127.0.0.1:8888/lab/tree/a.ipynb",
  );
});

Deno.test("notebookName is harmless in file names and addresses", () => {
  assertEquals(notebookName("notebooks/en/05_ports.ipynb"), "05_ports");
  assertEquals(notebookName("a\\b\\c d.ipynb"), "c_d");
  assertEquals(
    notebookName(`<img src=x onerror="a">.ipynb`),
    "_img_src_x_onerror_a_",
  );
  assertEquals(notebookName("réseaux.ipynb"), "réseaux");
});

async function withFolder(
  use: (folder: string) => Promise<void> | void,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "slides-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("createImageReader embeds images beside the notebook and nothing else of the machine", () =>
  withFolder(async (folder) => {
    await Deno.mkdir(join(folder, "nb", "img"), { recursive: true });
    await Deno.writeFile(
      join(folder, "nb", "img", "a b.png"),
      new Uint8Array([1, 2, 3]),
    );
    await Deno.writeTextFile(join(folder, "secret.png"), "secret");
    await Deno.writeTextFile(join(folder, "nb", "notes.txt"), "text");
    const read = createImageReader(
      join(folder, "nb", "n.ipynb"),
      join(folder, "nb"),
    );
    assertEquals(read("img/a%20b.png"), {
      address: "data:image/png;base64,AQID",
    });
    const problem = (address: string) =>
      (read(address) as { problem: string }).problem;
    assertEquals(
      problem("../secret.png"),
      "it lies outside the notebook's folder",
    );
    assertEquals(
      problem(join(folder, "secret.png")),
      "it lies outside the notebook's folder",
    );
    assertEquals(problem("notes.txt"), "it is no image file");
    assertEquals(problem("missing.png"), "it cannot be read (NotFound)");
    assertEquals(
      problem("http://198.51.100.1/x.png"),
      "it is not a file beside the notebook",
    );
    assertEquals(problem("%E0%A4%A.png"), "it cannot be read (URIError)");
    assertEquals(read("data:image/png;base64,aa"), {
      address: "data:image/png;base64,aa",
    });
    assertEquals(
      problem("data:text/html,x"),
      "it is not a file beside the notebook",
    );
  }));

Deno.test({
  name: "createImageReader does not follow links out of the folder",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      await Deno.mkdir(join(folder, "nb"));
      await Deno.writeTextFile(join(folder, "secret.png"), "secret");
      await Deno.symlink(
        join(folder, "secret.png"),
        join(folder, "nb", "link.png"),
      );
      const read = createImageReader(
        join(folder, "nb", "n.ipynb"),
        join(folder, "nb"),
      );
      assertEquals(read("link.png"), {
        problem: "it lies outside the notebook's folder",
      });
    }),
});

Deno.test("findNotebooks lists folders, sorted, without solutions and checkpoints", () =>
  withFolder(async (folder) => {
    for (
      const path of [
        "b.ipynb",
        "a.ipynb",
        "x.txt",
        "solutions/a.ipynb",
        ".ipynb_checkpoints/a.ipynb",
        "more/c.ipynb",
      ]
    ) {
      await Deno.mkdir(join(folder, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(folder, path), "");
    }
    const found = await findNotebooks([folder, join(folder, "a.ipynb")]);
    assertEquals(
      found.map((path) => path.slice(folder.length + 1).replaceAll("\\", "/")),
      ["a.ipynb", "b.ipynb", "more/c.ipynb"],
    );
  }));

Deno.test("isOwnNotebook tells the kit's notebooks from those of a folder whose name begins alike", () => {
  assert(isOwnNotebook("/kit/notebooks/en/a.ipynb", "/kit/"));
  assert(!isOwnNotebook("/kit/notebooks_of_others/a.ipynb", "/kit/"));
  assert(!isOwnNotebook("/kit/a.ipynb", "/kit/"));
});

Deno.test("parseCommand reads subcommands, paths and options", () => {
  const command = parseCommand(
    [
      "decks",
      "a.ipynb",
      "--output",
      "out",
      "--page",
      "--handout",
      "--theme=dark",
      "--ratio",
      "4:3",
      "--no-layout",
      "--no-execute",
    ],
    "/root",
  );
  assertEquals([command.name, command.paths, command.execute], ["decks", [
    "a.ipynb",
  ], false]);
  const { options } = command;
  assertEquals(
    [
      options.output,
      options.page,
      options.handout,
      options.theme,
      options.ratio,
      options.layout,
    ],
    ["out", true, 2, "dark", "4:3", false],
  );
  assertEquals(
    parseCommand(["a.ipynb", "--handout", "3", "b.ipynb"], "").options.handout,
    3,
  );
  assertEquals(
    parseCommand(["a.ipynb", "--handout", "3", "b.ipynb"], "").paths,
    ["a.ipynb", "b.ipynb"],
  );
  assertEquals(parseCommand(["index"], "").name, "index");
  assertEquals(parseCommand(["index", "-h"], "").name, "help");
  assertEquals(parseCommand([], "").execute, undefined);
});

const WRONG: [string[], string][] = [
  [["--theme", "pink"], 'Cannot use --theme "pink": expected one of light'],
  [["--ratio=3:2"], "expected one of 16:9, 4:3, auto"],
  [["--handout=5"], "expected 2 or 3"],
  [["--handout", "4"], "expected 2 or 3"],
  [["--banana"], "--banana"],
  [["--output"], "--output"],
];

for (const [args, message] of WRONG) {
  Deno.test(`parseCommand refuses ${args.join(" ")}`, () => {
    const error = assertThrows(() => parseCommand(args, ""), CommandError);
    assertStringIncludes(error.message, message);
    assert(error.message.length < 200);
  });
}
