import { join } from "node:path";
import {
  ATTEMPTS,
  exists,
  holdsExactly,
  isGone,
  removeFolder,
  replaceFolder,
} from "./replace_folder.ts";
import {
  folderName,
  STAND_IN_PACKAGES,
  standInFiles,
} from "./stand_in_package.ts";

/** The workspace folder that git ignores and `deno.json` names. */
export const STAND_IN_FOLDER = ".offline";

/** Options for {@linkcode placeStandIns}. */
export interface PlaceStandInsOptions {
  /** Whether to write them anew even if they are as they should be. */
  force?: boolean;
}

/**
 * Puts the stand-ins into the project's workspace folder, whole or not at all:
 * each is written aside and then moved in place, so that a Deno that starts
 * meanwhile, or another set-up at the same time, never sees half of one.
 *
 * @returns Whether anything had to be written.
 * @throws {Error} If the folder cannot be written.
 */
export async function placeStandIns(
  root: string,
  options: PlaceStandInsOptions = {},
): Promise<boolean> {
  let changed = false;
  await inStandInFolder("write", root, async (folder) => {
    for (const standIn of STAND_IN_PACKAGES) {
      const target = join(folder, folderName(standIn));
      const files = await standInFiles(standIn);
      if (!options.force && await holdsExactly(target, files)) continue;
      await replaceFolder(target, files);
      changed = true;
    }
  });
  return changed;
}

/**
 * Takes the stand-ins away.
 *
 * @returns Whether there were any.
 * @throws {Error} If the folder cannot be written.
 */
export async function removeStandIns(root: string): Promise<boolean> {
  if (!standInsPresent(root)) return false;
  await inStandInFolder("remove", root, async (folder) => {
    for (const standIn of STAND_IN_PACKAGES) {
      await removeFolder(join(folder, folderName(standIn)));
    }
    await removeIfEmpty(folder);
  });
  return true;
}

/** Whether imports resolve to stand-ins now: all of them, or some. */
export function standInsPresent(root: string): boolean {
  return STAND_IN_PACKAGES.some((standIn) =>
    exists(join(root, STAND_IN_FOLDER, folderName(standIn), "deno.json"))
  );
}

/** Whether the stand-ins in place are those this kit brings. */
export async function standInsCurrent(root: string): Promise<boolean> {
  for (const standIn of STAND_IN_PACKAGES) {
    const target = join(root, STAND_IN_FOLDER, folderName(standIn));
    if (!await holdsExactly(target, await standInFiles(standIn))) return false;
  }
  return true;
}

async function inStandInFolder(
  verb: "write" | "remove",
  root: string,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = join(root, STAND_IN_FOLDER);
  for (let attempt = 1;; attempt++) {
    try {
      if (verb === "write") await Deno.mkdir(folder, { recursive: true });
      return await work(folder);
    } catch (cause) {
      // Another set-up may have removed the folder meanwhile.
      if (isGone(cause) && attempt < ATTEMPTS) continue;
      throw new Error(
        `Cannot ${verb} ${JSON.stringify(folder)}: ${(cause as Error).message}`,
        { cause },
      );
    }
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await Deno.remove(folder);
  } catch (error) {
    // Something else lives there, or another set-up works in it.
    if (exists(folder)) return;
    if (!isGone(error)) throw error;
  }
}
