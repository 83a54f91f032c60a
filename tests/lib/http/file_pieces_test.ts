import { assertEquals, assertThrows } from "@std/assert";
import { FilePieces } from "../../../lib/http/file_pieces.ts";
import { octets, octetText } from "./octets.ts";

/** Runs with the pieces of a file, and checks that it is closed then. */
async function closes(
  content: string,
  range: { first: number; last: number },
  use: (pieces: FilePieces) => Promise<unknown>,
) {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, octets(content));
  const opened: Deno.FsFile[] = [];
  const { open } = Deno;
  Deno.open = async (...given) => {
    const file = await open(...given);
    opened.push(file);
    return file;
  };
  try {
    await use(await FilePieces.open(path, range));
  } finally {
    Deno.open = open;
    await Deno.remove(path);
  }
  assertEquals(opened.length, 1);
  assertThrows(() => opened[0].close(), Deno.errors.BadResource);
}

async function textOf(pieces: FilePieces): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += octetText(piece);
  return text;
}

Deno.test("FilePieces gives a part of a file, of any size, and closes it", async () => {
  const content = "0123456789".repeat(10_000);
  for (const [first, last] of [[0, 99_999], [3, 4], [1, 70_000], [0, -1]]) {
    await closes(content, { first, last }, async (pieces) => {
      assertEquals(await textOf(pieces), content.slice(first, last + 1));
      assertEquals((await pieces.next()).done, true);
    });
  }
});

Deno.test("FilePieces ends, and closes the file, where that is shorter than thought", async () => {
  await closes("cider", { first: 2, last: 9 }, async (pieces) => {
    assertEquals(await textOf(pieces), "der");
  });
});

Deno.test("FilePieces closes the file if nobody wants a piece, or no more", async () => {
  await closes("cider", { first: 0, last: 4 }, (pieces) => pieces.return());
  await closes("cider", { first: 0, last: 4 }, async (pieces) => {
    await pieces.next();
    await pieces.return();
  });
});
