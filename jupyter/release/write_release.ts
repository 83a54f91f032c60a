import { dirname, join } from "node:path";
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
 * Throws if one of them is there already, unless `force` says to replace it.
 */
export async function writeRelease(
  output: string,
  files: ReleaseFiles,
  options: { force?: boolean } = {},
): Promise<WrittenRelease> {
  const folder = join(output, RELEASE_NAME);
  const zip = `${folder}.zip`;
  for (const path of [folder, zip]) {
    const there = await Deno.stat(path).then(() => true, () => false);
    if (there && !options.force) {
      throw new Error(
        `Cannot write release "${path}": it is already there; remove it or use --force`,
      );
    }
    if (there) await Deno.remove(path, { recursive: true });
  }
  for (const [path, text] of files) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.writeTextFile(join(folder, path), text);
  }
  const packed = zipFiles(files);
  await Deno.writeFile(zip, packed);
  return { folder, zip, bytes: packed.length };
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

/** Reads a release back, folder or zip, as files by their path in it. */
export async function readRelease(path: string): Promise<ReleaseFiles> {
  const decoder = new TextDecoder();
  if (!path.endsWith(".zip")) return await readFolder(path);
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
