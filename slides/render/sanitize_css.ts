/** Anything that loads, runs, or could end the style element. */
const REFUSED =
  /[<\\]|@import|@charset|@namespace|expression\s*\(|javascript:|-moz-binding|behavior\s*:/i;

/** The only addresses allowed: inside the same drawing, or an embedded image. */
const ADDRESS = /url\((?!\s*["']?(#|data:image\/(png|jpeg|gif|webp);base64,))/i;

/** Whether a style sheet or a list of declarations loads nothing and stays in its place. */
export function isHarmlessCss(css: string): boolean {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  if (REFUSED.test(bare) || ADDRESS.test(bare) || bare.includes("/*")) {
    return false;
  }
  if (/image-set\(|position\s*:\s*(fixed|sticky)/i.test(bare)) return false;
  let depth = 0;
  for (const character of bare) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0;
}

/** A style sheet that holds only inside `scope`, by nesting; empty if it is not harmless. */
export function scopeCss(css: string, scope: string): string {
  const own = css.replace(/@import[^;]*;/gi, "").replace(
    /<!\[CDATA\[|\]\]>/g,
    "",
  )
    .replace(/\/\*[\s\S]*?\*\//g, "").trim();
  if (own === "" || !isHarmlessCss(own)) return "";
  return `${scope}{${own}}`;
}
