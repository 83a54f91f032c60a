import { basename, dirname, join } from "node:path";
import { findProgram } from "../find_program.ts";
import { isGone } from "../replace_folder.ts";
import type { MachineFacts } from "./kernelspec_folders.ts";

/** A Deno whose path lasts. */
export interface StableDeno {
  path: string;
  /** Whether this is a copy that the kit keeps. */
  kept: boolean;
}

/**
 * The path by which this Deno can be started next week.
 *
 * Runners such as `npx` keep programs in caches that they empty at will, so a
 * Deno from there is kept in the user's data folder. A link on PATH lasts
 * longer than what it leads to: Homebrew's `bin/deno` survives an upgrade.
 *
 * @param running The program that runs. Default: this one.
 * @throws {Error} If it cannot be kept.
 */
export async function stableDeno(
  facts: MachineFacts,
  running: string = Deno.execPath(),
): Promise<StableDeno> {
  if (!isPassing(running, facts)) {
    return { path: lastingName(facts, running) ?? running, kept: false };
  }
  const folder = keptDenoFolder(facts);
  if (!folder) {
    throw new Error(
      `Cannot keep Deno: "${running}" is in a cache, and there is no home folder to copy it to`,
    );
  }
  const target = join(
    folder,
    `deno-${Deno.version.deno}`,
    facts.os === "windows" ? "deno.exe" : "deno",
  );
  await keep(running, target);
  return { path: target, kept: true };
}

/** Where the kit keeps Deno, in the user's data folder. */
export function keptDenoFolder(
  { os, env }: MachineFacts,
): string | undefined {
  if (os === "windows") {
    return env.LOCALAPPDATA && join(env.LOCALAPPDATA, "sockets-live");
  }
  if (!env.HOME) return undefined;
  if (os === "darwin") {
    return join(env.HOME, "Library", "Application Support", "sockets-live");
  }
  const data = env.XDG_DATA_HOME || join(env.HOME, ".local", "share");
  return join(data, "sockets-live");
}

/** Whether a program lies where others tidy up: caches of npx, pnpm, yarn, bun; the temporary folder. */
function isPassing(program: string, { os, env }: MachineFacts): boolean {
  const folders = dirname(program).split(/[\\/]/);
  const temporary = os === "windows" ? env.TEMP : env.TMPDIR || "/tmp";
  return folders.some((name) => /^(_npx$|dlx|bunx-|xfs-)/.test(name)) ||
    (temporary !== undefined && program.startsWith(join(temporary, "/")));
}

function lastingName(
  facts: MachineFacts,
  running: string,
): string | undefined {
  const { os, env } = facts;
  const found = findProgram(["deno"], env.PATH ?? env.Path ?? "", os);
  if (!found || isPassing(found, facts)) return undefined;
  return Deno.realPathSync(found) === Deno.realPathSync(running)
    ? found
    : undefined;
}

/** A link to the same file outlives the cache and takes no room; elsewhere it is a copy. */
async function keep(running: string, target: string): Promise<void> {
  try {
    if (sizeOf(target) === sizeOf(running)) return;
    await Deno.mkdir(dirname(target), { recursive: true });
    const aside = join(
      dirname(target),
      `.${crypto.randomUUID()}-${basename(target)}`,
    );
    try {
      await Deno.link(running, aside).catch(() =>
        Deno.copyFile(running, aside)
      );
      await Deno.rename(aside, target);
    } catch (error) {
      await Deno.remove(aside).catch(() => {});
      throw error;
    }
  } catch (cause) {
    throw new Error(
      `Cannot keep Deno as "${target}": ${(cause as Error).message}`,
      { cause },
    );
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
