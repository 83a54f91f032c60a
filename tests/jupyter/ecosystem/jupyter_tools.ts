/** Jupyter's command line tools, on the plain Deno kernel and with settings of nobody. */
import { join } from "node:path";
import { fromFileUrl } from "../../project_files.ts";
import { findTool } from "../../tools.ts";

/** How a tool ended. */
export interface ToolRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** A temporary folder with the kernelspec `deno`, as `deno jupyter --install` writes it, for tools to work in. */
export class JupyterTools implements AsyncDisposable {
  /** Where files of the test go. */
  readonly folder: string;
  readonly env: Record<string, string>;

  private constructor(folder: string) {
    const of = (name: string) => join(folder, ".jupyter", name);
    this.folder = folder;
    this.env = {
      IPYTHONDIR: of("ipython"),
      JUPYTER_CONFIG_DIR: of("config"),
      JUPYTER_DATA_DIR: of("data"),
      JUPYTER_NO_CONFIG: "",
      JUPYTER_PATH: of("path"),
      JUPYTER_PLATFORM_DIRS: "1",
      JUPYTER_RUNTIME_DIR: of("runtime"),
      SOCKETS_ONLINE: "0",
    };
  }

  static async make(): Promise<JupyterTools> {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    const tools = new JupyterTools(folder);
    const spec = join(tools.env.JUPYTER_PATH, "kernels", "deno");
    await Deno.mkdir(spec, { recursive: true });
    await Deno.writeTextFile(
      join(spec, "kernel.json"),
      JSON.stringify({
        argv: [
          Deno.execPath(),
          "jupyter",
          "--kernel",
          "--conn",
          "{connection_file}",
        ],
        display_name: "Deno",
        language: "typescript",
      }),
    );
    return tools;
  }

  /** Runs a tool to its end; throws, with what it printed, if it fails. */
  async run(
    name: string,
    args: string[],
    options: { cwd?: string; mayFail?: boolean } = {},
  ): Promise<ToolRun> {
    const { code, stdout, stderr } = await new Deno.Command(
      findTool(name) ?? name,
      {
        args,
        cwd: options.cwd ?? this.folder,
        env: this.env,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      },
    ).output();
    const decoder = new TextDecoder();
    const run = {
      code,
      stdout: decoder.decode(stdout),
      stderr: decoder.decode(stderr),
    };
    if (code === 0 || options.mayFail) return run;
    throw new Error(`${name} ended with ${code}:\n${run.stdout}${run.stderr}`);
  }

  /** Puts a copy of one of the kit's notebooks into the folder and returns its path. */
  async copy(notebook: string): Promise<string> {
    const path = join(this.folder, notebook);
    await Deno.copyFile(notebookPath(notebook), path);
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Where one of the kit's notebooks lies. */
export function notebookPath(notebook: string): string {
  return fromFileUrl(`notebooks/en/${notebook}`);
}
