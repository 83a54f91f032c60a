/**
 * Joins browser modules into one script without a bundler: each is a file of ours that imports only others
 * of ours by name, so that dropping `import` and `export` leaves the same program. Order: what is used first.
 */
export function bundleScripts(modules: string[]): string {
  const bodies = modules.map((source) =>
    source
      .replace(/^import [^;]*;\n/gm, "")
      .replace(/^export /gm, "")
      .replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "")
      .trim()
  );
  return `(()=>{"use strict";\n${bodies.join("\n")}\n})();`;
}

/** A script as it stands in a page, and the hash by which the page's policy allows it. */
export interface InlineScript {
  code: string;
  /** `sha256-…`, as Content-Security-Policy wants it. */
  hash: string;
}

/** Prepares a script for a page; nothing in it can end its element early. */
export async function inlineScript(code: string): Promise<InlineScript> {
  const safe = code.replace(/<\/(script)/gi, "<\\/$1").replace(
    /<!--/g,
    "<\\!--",
  );
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(safe),
  );
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return { code: safe, hash: `sha256-${hash}` };
}
