import type { NotebookMetadata } from "../notebook.ts";

/**
 * What a committed notebook says about its kernel and language.
 *
 * Versions are left out: front-ends write them anew, and each would be a difference.
 */
export const DENO_METADATA: Required<
  Pick<NotebookMetadata, "kernelspec" | "language_info">
> = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};
