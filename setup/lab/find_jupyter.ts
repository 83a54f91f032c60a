import { findProgram } from "../find_program.ts";

/** The two front-ends of Jupyter that `lab` opens. */
export type FrontEnd = "lab" | "notebook";

/** How a front-end is started. */
export interface JupyterProgram {
  frontEnd: FrontEnd;
  /** The program and its first arguments. */
  command: string[];
  /** What it is called in messages, e.g. `"JupyterLab"`. */
  title: string;
  /** The tool that fetches it first, if it is not installed. */
  fetchedBy?: string;
}

const FRONT_ENDS = {
  lab: { title: "JupyterLab", program: "jupyter-lab", package: "jupyterlab" },
  notebook: {
    title: "Jupyter Notebook",
    program: "jupyter-notebook",
    package: "notebook",
  },
} as const;

/**
 * Finds a front-end on PATH, or a tool that runs it without installing it.
 *
 * @returns `undefined` if there is neither.
 */
export function findJupyter(
  frontEnd: FrontEnd,
  path: string = Deno.env.get("PATH") ?? "",
  os: typeof Deno.build.os = Deno.build.os,
): JupyterProgram | undefined {
  const { title, program, package: pack } = FRONT_ENDS[frontEnd];
  const installed = findProgram([program], path, os);
  if (installed) return { frontEnd, command: [installed], title };
  const uvx = findProgram(["uvx"], path, os);
  if (uvx) {
    const command = [uvx, "--from", pack, program];
    return { frontEnd, command, title, fetchedBy: "uvx" };
  }
  const pipx = findProgram(["pipx"], path, os);
  if (pipx) {
    const command = [pipx, "run", "--spec", pack, program];
    return { frontEnd, command, title, fetchedBy: "pipx" };
  }
  return undefined;
}

/** How to get a front-end, in three lines. */
export function howToGet(frontEnd: FrontEnd): string[] {
  const { title, package: pack } = FRONT_ENDS[frontEnd];
  return [
    `${title} is not installed. With Python: "pip install ${pack}" (in a virtual environment, where pip asks for one).`,
    `Without: get uv from https://docs.astral.sh/uv/ and run this command again; it then fetches ${title} by itself.`,
    `Or open the folder in VS Code with its extensions Jupyter and Deno, after "deno task setup": see setup/vscode.md.`,
  ];
}
