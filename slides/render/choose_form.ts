import type { MimeBundle } from "../../jupyter/notebook.ts";

/**
 * Media types from the richest to the plainest: as nbconvert orders them. Scripts are in no
 * list; a widget shows the text that its author gave for where it cannot run.
 */
const RICHNESS = [
  "text/html",
  "text/latex",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "text/markdown",
  "application/json",
  "text/plain",
];

/** The forms of an output that can be shown, best first. */
export function chooseForms(bundle: MimeBundle): string[] {
  const known = RICHNESS.filter((type) => isText(bundle[type]));
  const widget = Object.keys(bundle).some((type) =>
    type.startsWith("application/vnd.jupyter.widget")
  );
  // A widget's HTML, if it has any, is a script's mounting point: its text says more.
  return widget ? known.filter((type) => type !== "text/html") : known;
}

function isText(form: unknown): boolean {
  return typeof form === "string" ? form !== "" : form !== undefined;
}
