import { DeckError } from "./prepare_deck.ts";

/** A larger file is refused before it is read: parsing would take several times as much memory. */
const LARGEST = 300_000_000;

/** The text of a notebook file. Throws {@linkcode DeckError} if it is too large or cannot be read. */
export async function readNotebookText(path: string): Promise<string> {
  try {
    const { size } = await Deno.stat(path);
    if (size > LARGEST) {
      const megabytes = Math.round(size / 1e6);
      throw new DeckError(
        `Cannot export "${path}": it has ${megabytes} MB, more than ${
          LARGEST / 1e6
        }; clear its outputs`,
      );
    }
    return await Deno.readTextFile(path);
  } catch (cause) {
    if (cause instanceof DeckError) throw cause;
    throw new DeckError(
      `Cannot read notebook "${path}": ${(cause as Error).message}`,
      { cause },
    );
  }
}
