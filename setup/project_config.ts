import { join } from "node:path";
import type { Registry } from "./part_of_lock.ts";

/** What set-up needs to know of a project's `deno.json`. */
export interface ProjectConfig {
  /** Import names and what they stand for. */
  imports: Record<string, string>;
}

/**
 * Reads the project's `deno.json`.
 *
 * @throws {Error} If it is not there or not JSON.
 */
export async function readProjectConfig(root: string): Promise<ProjectConfig> {
  const path = join(root, "deno.json");
  try {
    const config = JSON.parse(await Deno.readTextFile(path));
    return { imports: config.imports ?? {} };
  } catch (cause) {
    throw new Error(
      `Cannot read ${JSON.stringify(path)}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/** The imports that come from a registry. */
export function importsFrom(
  registry: Registry,
  { imports }: ProjectConfig,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(imports)
      .filter(([, target]) => target.startsWith(`${registry}:`)),
  );
}
