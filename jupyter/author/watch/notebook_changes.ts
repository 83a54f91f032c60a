import { basename, dirname, join, resolve } from "node:path";
import { cleanText } from "../clean_files.ts";
import { parseNotebook } from "../../parse_notebook.ts";
import { solutionsPath } from "../../run/notebook_files.ts";
import {
  importedNames,
  type LibraryFiles,
  libraryFiles,
} from "./library_files.ts";

/** Knows what the notebooks are made of, and so which of them a changed file concerns. */
export class NotebookChanges {
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #texts = new Map<string, string>();
  #library: LibraryFiles = new Map();

  private constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    this.#paths = paths;
  }

  /** Looks at notebooks of the project at `root` for the first time. */
  static async of(
    root: string,
    paths: readonly string[],
  ): Promise<NotebookChanges> {
    const changes = new NotebookChanges(root, paths);
    changes.#library = await libraryFiles(root);
    for (const path of paths) await changes.#isChanged(path);
    return changes;
  }

  /** Folders in which something may change. */
  folders(): string[] {
    const own = this.#paths.map((path) => dirname(resolve(path)));
    return [...new Set([...own, join(this.#root, "lib")])];
  }

  /**
   * The notebooks that changed files concern, in their order: those that changed, or whose solutions did, and those that
   * import a changed file of the library, however indirectly. One that was only run, or saved as it was, did not change.
   */
  async concernedBy(files: Iterable<string>): Promise<string[]> {
    const changed = new Set([...files].map((file) => resolve(file)));
    const library = join(resolve(this.#root), "lib");
    const hasLibrary = [...changed].some((file) => file.startsWith(library));
    const before = this.#library;
    // A new import makes a file part of the library that was not; a lost one leaves the notebook concerned this once.
    if (hasLibrary) this.#library = await libraryFiles(this.#root);
    const concerned: string[] = [];
    for (const path of this.#paths) {
      const own = changed.has(resolve(path)) && await this.#isChanged(path);
      const isConcerned = own || changed.has(resolve(solutionsPath(path))) ||
        [before, this.#library].some((files) =>
          this.#imports(path, files, changed)
        );
      if (isConcerned) concerned.push(path);
    }
    return concerned.sort((one, other) =>
      basename(one) < basename(other) ? -1 : 1
    );
  }

  #imports(
    path: string,
    library: LibraryFiles,
    changed: Set<string>,
  ): boolean {
    const text = this.#texts.get(path);
    if (text === undefined) return false;
    return [...importedNames(parseNotebook(text))].some((name) =>
      !changed.isDisjointFrom(library.get(name) ?? new Set())
    );
  }

  /** Whether a notebook says something else than when it was last looked at. */
  async #isChanged(path: string): Promise<boolean> {
    const text = await readClean(path);
    const before = this.#texts.get(path);
    if (text !== undefined) this.#texts.set(path, text);
    else this.#texts.delete(path);
    return text === undefined || text !== before;
  }
}

/** A notebook's text as if it had not been run; `undefined` if it cannot be read, as in the middle of a save. */
async function readClean(path: string): Promise<string | undefined> {
  try {
    return cleanText(await Deno.readTextFile(path), path);
  } catch {
    return undefined;
  }
}
