import type { NotebookMetadata } from "./notebook.ts";

/**
 * What a committed notebook says about its kernel and language.
 *
 * A front-end that saves writes down what the kernel says of the language. The mended kernel says this, so that
 * saving changes nothing; the version is therefore without a patch number.
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
    version: "6.0",
  },
};
