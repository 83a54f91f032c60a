import { join } from "node:path";

/** Attempts at a change while another program changes the folder too. */
export const ATTEMPTS = 10;

/** Whether a folder has these files with these texts, and no more. */
export async function holdsExactly(
  folder: string,
  files: Map<string, string>,
): Promise<boolean> {
  try {
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    if (names.length !== files.size) return false;
    for (const [name, text] of files) {
      if (await Deno.readTextFile(join(folder, name)) !== text) return false;
    }
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/**
 * Puts a folder of files in place, whole: written aside, then moved, so that
 * nobody sees half of it.
 */
export async function replaceFolder(
  target: string,
  files: Map<string, string>,
): Promise<void> {
  const aside = await Deno.makeTempDir({
    dir: join(target, ".."),
    prefix: ".new-",
  });
  try {
    const written = join(aside, "package");
    await Deno.mkdir(written);
    for (const [name, text] of files) {
      await Deno.writeTextFile(join(written, name), text);
    }
    for (let attempt = 1;; attempt++) {
      await removeFolder(target);
      try {
        return await Deno.rename(written, target);
      } catch (error) {
        // Another set-up was faster: fine if it brought the same.
        if (await holdsExactly(target, files)) return;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await Deno.remove(aside, { recursive: true });
  }
}

/** Moves a folder aside in one step, then deletes it at leisure. */
export async function removeFolder(target: string): Promise<void> {
  const aside = await Deno.makeTempDir({
    dir: join(target, ".."),
    prefix: ".old-",
  });
  try {
    await Deno.rename(target, join(aside, "package"));
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    await Deno.remove(aside, { recursive: true });
  }
}

/** Whether there is a file or folder at this path. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Whether an error says that a path is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory;
}
