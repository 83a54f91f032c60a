/** A copy of what notebooks need, so that a front-end may save them. */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fromFileUrl } from "../../project_files.ts";

const PARTS = ["deno.json", "deno.lock", "lib", ".offline", "notebooks/en"];

/** A temporary folder with the notebooks, the library and their settings. */
export class KitCopy implements AsyncDisposable {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async make(): Promise<KitCopy> {
    const root = await Deno.realPath(
      await Deno.makeTempDir({ prefix: "kit copy " }),
    );
    for (const part of PARTS) {
      await cp(fromFileUrl(part), join(root, part), { recursive: true })
        .catch((error) => {
          // Where JSR is in reach there are no stand-ins.
          if (part !== ".offline" || error.code !== "ENOENT") throw error;
        });
    }
    return new KitCopy(root);
  }

  /** Where a notebook of the copy lies, or would lie. */
  notebook(name: string): string {
    return join(this.#root, "notebooks", "en", name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#root, { recursive: true });
  }
}
