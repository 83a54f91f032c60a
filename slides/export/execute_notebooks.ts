import { basename, join, resolve } from "node:path";
import { DeckError } from "./prepare_deck.ts";

/** Notebooks after a run, and how to give the copies back. */
export interface ExecutedNotebooks {
  /** Path of the executed copy for each path asked for. */
  copies: Map<string, string>;
  remove(): Promise<void>;
}

/**
 * Runs notebooks in their kernel with the kit's runner, in a process of its own, and gives the executed copies.
 * `root` is the project's folder. Throws {@linkcode DeckError} with what the runner said if a notebook failed.
 */
export async function executeNotebooks(
  paths: string[],
  root: string,
): Promise<ExecutedNotebooks> {
  const folder = await Deno.makeTempDir({ prefix: "slides-" });
  const remove = () => Deno.remove(folder, { recursive: true });
  try {
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: [
          "run",
          "-A",
          join(root, "jupyter", "main.ts"),
          "notebooks",
          ...paths.map((path) => resolve(path)),
          "--output",
          folder,
        ],
        cwd: root,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      },
    ).output();
    if (!success) {
      const said = [stdout, stderr].map((bytes) =>
        new TextDecoder().decode(bytes)
      );
      throw new DeckError(
        `Cannot run the notebooks:\n${said.join("").trim()}`,
      );
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const copies = new Map(
    paths.map((path) => [path, join(folder, basename(path))]),
  );
  return { copies, remove };
}

/** Whether a notebook is one of the kit's own, which are committed without outputs. */
export function isOwnNotebook(path: string, root: string): boolean {
  const folder = resolve(root, "notebooks");
  return resolve(path).startsWith(folder);
}
