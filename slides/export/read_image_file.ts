import { dirname, isAbsolute, relative, resolve } from "node:path";
import { encodeBase64 } from "../assemble/load_fonts.ts";

const TYPES: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

/** Larger files are left out: the deck is to be mailed. */
const LARGEST = 8_000_000;

/** Embedded images of these types are taken as they are. */
const EMBEDDED = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i;

/**
 * A function that reads images named by a notebook, from its own folder or `root` only: a notebook from
 * elsewhere must not be able to put other files of this machine into a deck.
 */
export function createImageReader(
  notebookPath: string,
  root: string,
): (address: string) => { address: string } | { problem: string } {
  const folder = dirname(resolve(notebookPath));
  const allowed = [folder, resolve(root)].map(realPath);
  return (address) => {
    if (EMBEDDED.test(address)) return { address };
    if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(address)) {
      return { problem: "it is not a file beside the notebook" };
    }
    const type = TYPES[address.match(/\.[a-z]+$/i)?.[0].toLowerCase() ?? ""];
    if (!type) return { problem: "it is no image file" };
    try {
      const path = Deno.realPathSync(resolve(folder, decodeURI(address)));
      if (!allowed.some((place) => isInside(path, place))) {
        return { problem: "it lies outside the notebook's folder" };
      }
      if (Deno.statSync(path).size > LARGEST) {
        return { problem: `it is larger than ${LARGEST / 1e6} MB` };
      }
      const content = encodeBase64(Deno.readFileSync(path));
      return { address: `data:${type};base64,${content}` };
    } catch (error) {
      return { problem: `it cannot be read (${(error as Error).name})` };
    }
  };
}

function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
