import { notebookName } from "./notebook_name.ts";

/** Where things lie, as addresses relative to the exported file. */
export interface LinkPlaces {
  /** Name of the notebook, without its folder. */
  notebook: string;
  /** Folder of the notebook relative to the exported file, with a final slash; empty if unknown. */
  folder: string;
  /** What other notebooks were exported as. */
  ending: ".html" | ".page.html";
}

/**
 * Where a link in a notebook leads from its deck or page: to another notebook's deck or page, to a place in
 * this one, to a file beside the notebook, or to the web.
 */
export function resolveLink(href: string, places: LinkPlaces): string {
  if (href.startsWith("#") || /^(https?|mailto):/i.test(href)) return href;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return "#";
  const [, path, fragment = ""] = href.match(/^([^#]*)(#.*)?$/)!;
  const notebook = path.match(/^(?:\.\/)?([^/]+)\.ipynb$/);
  if (notebook) {
    const cell = fragment.replace(/^#cell-id=/, "#");
    const place = places.ending === ".html" && cell !== ""
      ? cell.replace(/^#\/?/, "#/")
      : cell;
    const name = encodeURIComponent(notebookName(decode(notebook[1])));
    return `${name}${places.ending}${place}`;
  }
  return `${places.folder}${href}`;
}

/** An address as text; one with a stray "%" is taken as it is. */
function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
