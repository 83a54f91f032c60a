import { dirname, join } from "node:path";
import type { MachineFacts } from "../../../setup/kernelspec/kernelspec_folders.ts";
import type { Kernelspec } from "../../../setup/kernelspec/kernelspec.ts";

/** A home folder with nothing in it, and a machine that knows no other. */
export class FakeHome implements AsyncDisposable {
  readonly folder: string;
  readonly facts: MachineFacts;

  private constructor(folder: string) {
    this.folder = folder;
    this.facts = {
      os: "linux",
      env: { HOME: folder, TMPDIR: join(folder, "temporary") },
    };
  }

  static async make(): Promise<FakeHome> {
    const folder = await Deno.makeTempDir({ prefix: "fake home " });
    return new FakeHome(await Deno.realPath(folder));
  }

  /** Where a kernel of this name would be in the user's Jupyter folder. */
  kernelspec(name = "deno"): string {
    const kernels = join(".local", "share", "jupyter", "kernels");
    return join(this.folder, kernels, name, "kernel.json");
  }

  /** Writes a file below the home folder, and the folders it needs. */
  async write(path: string, text: string): Promise<string> {
    const place = join(this.folder, path);
    await Deno.mkdir(dirname(place), { recursive: true });
    await Deno.writeTextFile(place, text);
    return place;
  }

  /** A folder that looks like one of the kit. */
  async makeKit(name: string): Promise<string> {
    await this.write(join(name, "deno.json"), "{}");
    await this.write(join(name, "jupyter", "kernel", "main.ts"), "");
    return join(this.folder, name);
  }

  /** What is written in a kernelspec. */
  read(name = "deno"): Kernelspec {
    return JSON.parse(Deno.readTextFileSync(this.kernelspec(name)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Whether there is a file or folder at this path. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
