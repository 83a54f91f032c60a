import { join } from "node:path";
import { fromFileUrl } from "../project_files.ts";

/** How a command in a {@linkcode ProjectCopy} ended. */
export interface CommandRun {
  code: number;
  /** What it printed, on both outputs. */
  output: string;
}

/** Options for {@linkcode copyProject}. */
export interface CopyProjectOptions {
  /** Imports from npm to add to those from JSR. */
  npmImports?: Record<string, string>;
  /** The text of `deno.lock`. Default: the project's own, JSR part only. */
  lock?: string;
}

/** A small copy of the project with caches and temporary folder of its own. */
export class ProjectCopy implements AsyncDisposable {
  /** The folder of the copy. */
  readonly root: string;
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
    this.root = join(home, "project");
  }

  /** Temporary files commands leave behind. */
  leftovers(): string[] {
    return [...Deno.readDirSync(join(this.#home, "temporary"))]
      .map(({ name }) => name)
      .filter((name) => name.startsWith("sockets-"));
  }

  /** The file of a kernelspec in the copy's own Jupyter folder. */
  kernelspec(name = "deno"): string {
    return join(this.#home, "jupyter", "kernels", name, "kernel.json");
  }

  /** Starts Deno in the copy. */
  start(args: string[], env: Record<string, string> = {}): Deno.ChildProcess {
    const temporary = join(this.#home, "temporary");
    return new Deno.Command(Deno.execPath(), {
      args,
      cwd: this.root,
      env: {
        DENO_DIR: join(this.#home, "cache"),
        HOME: this.#home,
        USERPROFILE: this.#home,
        LOCALAPPDATA: join(this.#home, "data"),
        XDG_DATA_HOME: join(this.#home, "data"),
        JUPYTER_DATA_DIR: join(this.#home, "jupyter"),
        TMPDIR: temporary,
        TMP: temporary,
        TEMP: temporary,
        NO_COLOR: "1",
        JSR_URL: UNREACHABLE,
        NPM_CONFIG_REGISTRY: UNREACHABLE,
        ...env,
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  /** Runs Deno in the copy to its end. */
  async run(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<CommandRun> {
    const { code, stdout, stderr } = await this.start(args, env).output();
    const decoder = new TextDecoder();
    return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
  }

  /** Runs one of set-up's commands to its end. */
  setup(args: string[], env: Record<string, string> = {}): Promise<CommandRun> {
    return this.run(["run", "-A", "setup/main.ts", ...args], env);
  }

  /** Where `@std/assert` comes from, as a program in the copy sees it. */
  async assertSource(env: Record<string, string> = {}): Promise<string> {
    const { output } = await this.run(
      ["run", "--quiet", "--cached-only", "-A", "which.ts"],
      env,
    );
    return output.trim();
  }

  /** The text of the copy's lock file. */
  lock(): string {
    return Deno.readTextFileSync(join(this.root, "deno.lock"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#home, { recursive: true });
  }
}

/** An address nobody answers: port 9 is for the discard service. */
export const UNREACHABLE = "http://127.0.0.1:9/";

/** A lock file that names no package. */
export const EMPTY_LOCK = '{\n  "version": "5"\n}\n';

/** Copies what set-up needs to a temporary folder. */
export async function copyProject(
  options: CopyProjectOptions = {},
): Promise<ProjectCopy> {
  const home = await Deno.makeTempDir({ prefix: "setup copy " });
  const copy = new ProjectCopy(home);
  for (const folder of ["cache", "temporary", "project"]) {
    await Deno.mkdir(join(home, folder));
  }
  copyFolder(fromFileUrl("setup"), join(copy.root, "setup"));
  const write = (name: string, text: string) =>
    Deno.writeTextFile(join(copy.root, name), text);
  const imports = { ...projectJsrImports(), ...options.npmImports };
  const workspace = ["./.offline/*"];
  await write("deno.json", JSON.stringify({ workspace, imports }));
  await write("deno.lock", options.lock ?? jsrLock(imports));
  // The kernelspec leads here; no test of set-up starts it.
  await Deno.mkdir(join(copy.root, "jupyter", "kernel"), { recursive: true });
  await write(join("jupyter", "kernel", "main.ts"), "");
  await write(
    "which.ts",
    'import "@std/assert";\nconsole.log(import.meta.resolve("@std/assert"));\n',
  );
  return copy;
}

function projectJsrImports(): Record<string, string> {
  const { imports } = JSON.parse(
    Deno.readTextFileSync(fromFileUrl("deno.json")),
  );
  return Object.fromEntries(
    Object.entries(imports as Record<string, string>)
      .filter(([, target]) => target.startsWith("jsr:")),
  );
}

/** The JSR part of the project's lock, with npm entries if some are given. */
export function jsrLock(
  imports: Record<string, string>,
  npm?: { specifiers: Record<string, string>; npm: Record<string, unknown> },
): string {
  const lock = JSON.parse(Deno.readTextFileSync(fromFileUrl("deno.lock")));
  const specifiers = Object.fromEntries(
    Object.entries(lock.specifiers)
      .filter(([specifier]) => specifier.startsWith("jsr:")),
  );
  const text = JSON.stringify(
    {
      version: lock.version,
      specifiers: { ...specifiers, ...npm?.specifiers },
      jsr: lock.jsr,
      npm: npm?.npm,
      workspace: { dependencies: Object.values(imports).sort() },
    },
    null,
    2,
  );
  return `${text}\n`;
}

function copyFolder(source: string, target: string): void {
  Deno.mkdirSync(target);
  for (const entry of Deno.readDirSync(source)) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory) copyFolder(from, to);
    else Deno.copyFileSync(from, to);
  }
}
