/** Reads the kit's notebooks and runs their cells in a kernel, for tests that look at all of them. */
import { Kernel } from "../../jupyter/client/kernel.ts";
import type { Cell } from "../../jupyter/notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";

const FOLDER = new URL("../../notebooks/en/", import.meta.url);
const CELL_DEADLINE = 30_000;

/** How a cell ended, as the kernel's reply says it. */
export interface CellVerdict {
  status: string;
  ename: string;
  evalue: string;
}

/** File names of all notebooks, in their order. */
export function notebookFiles(): string[] {
  return [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ipynb")).sort();
}

/** The code cells of a notebook, by its path from the folder of all notebooks. */
export function readCodeCells(path: string): Cell[] {
  const text = Deno.readTextFileSync(new URL(path, FOLDER));
  return parseNotebook(text, path).cells
    .filter(({ cell_type }) => cell_type === "code");
}

/** Sources of a notebook's solution cells by id; empty where it has no exercises. */
export function readSolutions(name: string): Map<string, string> {
  try {
    const cells = readCodeCells(`solutions/${name}`);
    return new Map(cells.map(({ id, source }) => [id, source]));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Map();
    throw error;
  }
}

/** A kernel that starts where Jupyter would start it. */
export function startKernel(): Promise<Kernel> {
  const path = decodeURIComponent(FOLDER.pathname);
  const cwd = Deno.build.os === "windows" ? path.slice(1) : path;
  return Kernel.start({ cwd });
}

/** Runs one cell; throws if it does not end. */
export async function runCell(
  kernel: Kernel,
  source: string,
): Promise<CellVerdict> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the cell did not end: ${source}`)),
      CELL_DEADLINE,
    );
  });
  try {
    const reply = kernel.execute(source).reply;
    const { content } = await Promise.race([reply, kernel.death, deadline]);
    const { status, ename = "", evalue = "" } =
      content as unknown as CellVerdict;
    return { status, ename, evalue };
  } finally {
    clearTimeout(timer);
  }
}
