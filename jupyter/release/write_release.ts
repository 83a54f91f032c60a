import { basename, dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import type { ReleaseFiles } from "./release_files.ts";

/** The folder's name, and the zip's. */
export const RELEASE_NAME = "sockets-live";

/** Where a release was written. */
export interface WrittenRelease {
  folder: string;
  zip: string;
  /** Size of the zip in bytes. */
  bytes: number;
}

/**
 * Writes the folder and the zip into `output`. The same files give the same zip, byte for byte.
 *
 * Throws if one of them is there already, unless `force` says to replace it; then also if the folder there is no release:
 * a clone may go by the same name. Both are written aside and moved in place, so that a failure leaves what was there.
 */
export async function writeRelease(
  output: string,
  files: ReleaseFiles,
  options: { force?: boolean } = {},
): Promise<WrittenRelease> {
  const folder = join(output, RELEASE_NAME);
  const zip = `${folder}.zip`;
  for (const path of [folder, zip]) {
    if (!options.force && await isThere(path)) {
      throw new Error(
        `Cannot write release "${path}": it is already there; remove it or use --force`,
      );
    }
  }
  await assertReplaceable(folder);
  const aside = await makeFolderIn(output);
  try {
    for (const [path, text] of files) {
      const target = join(aside, RELEASE_NAME, path);
      await Deno.mkdir(dirname(target), { recursive: true });
      await Deno.writeTextFile(target, text);
    }
    const packed = zipFiles(files);
    await Deno.writeFile(join(aside, basename(zip)), packed);
    await replaceFolder(folder, join(aside, RELEASE_NAME), join(aside, "old"));
    await Deno.rename(join(aside, basename(zip)), zip);
    return { folder, zip, bytes: packed.length };
  } finally {
    await Deno.remove(aside, { recursive: true });
  }
}

async function makeFolderIn(output: string): Promise<string> {
  try {
    await Deno.mkdir(output, { recursive: true });
    return await Deno.makeTempDir({ dir: output, prefix: ".release-" });
  } catch (cause) {
    throw new Error(
      `Cannot write release into "${output}": ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function replaceFolder(
  folder: string,
  written: string,
  old: string,
): Promise<void> {
  if (!await isThere(folder)) return await Deno.rename(written, folder);
  await Deno.rename(folder, old);
  try {
    await Deno.rename(written, folder);
  } catch (failure) {
    await Deno.rename(old, folder);
    throw failure;
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

/** Every release has the first of these, and none the others. */
const SIGN = join("notebooks", "en");
const SIGNS_OF_OTHERS = [".git", "tests", join(SIGN, "solutions")];

/** Whatever is no release is somebody's work. */
async function assertReplaceable(folder: string): Promise<void> {
  if (!await isThere(folder)) return;
  const others = await Promise.all(
    SIGNS_OF_OTHERS.map((name) => isThere(join(folder, name))),
  );
  if (await isThere(join(folder, SIGN)) && !others.includes(true)) return;
  throw new Error(
    `Cannot replace "${folder}": it is no release; give another folder, or move it away`,
  );
}

/** The first date that a zip can say: zips have no time zone, so this one is the same everywhere. */
const ZIP_EPOCH = new Date(1980, 0, 1);

function zipFiles(files: ReleaseFiles): Uint8Array {
  const encoder = new TextEncoder();
  const entries = [...files].map(([path, text]) =>
    [`${RELEASE_NAME}/${path}`, encoder.encode(text)] as const
  );
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: ZIP_EPOCH });
}

/** Reads a release back, folder or zip, as files by their path in it. Throws if it is neither. */
export async function readRelease(path: string): Promise<ReleaseFiles> {
  try {
    return path.endsWith(".zip") ? await readZip(path) : await readFolder(path);
  } catch (cause) {
    throw new Error(
      `Cannot read release "${path}": ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function readZip(path: string): Promise<ReleaseFiles> {
  const decoder = new TextDecoder();
  const entries = Object.entries(unzipSync(await Deno.readFile(path)));
  return new Map(
    entries.filter(([name]) => !name.endsWith("/")).map(([name, bytes]) => [
      name.replace(`${RELEASE_NAME}/`, ""),
      decoder.decode(bytes),
    ]),
  );
}

async function readFolder(root: string, path = ""): Promise<ReleaseFiles> {
  const files: ReleaseFiles = new Map();
  for await (const { name, isDirectory } of Deno.readDir(join(root, path))) {
    const inner = path === "" ? name : `${path}/${name}`;
    if (!isDirectory) {
      files.set(inner, await Deno.readTextFile(join(root, inner)));
      continue;
    }
    for (const [at, text] of await readFolder(root, inner)) files.set(at, text);
  }
  return files;
}
