/** Takes comments and needless white space out of a style sheet of ours. */
export function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/;}/g, "}")
    .trim();
}

/** A style sheet without what it says for print. */
export function dropPrintRules(css: string): string {
  const start = css.indexOf("@media print{");
  if (start < 0) return css;
  let depth = 0;
  for (let index = css.indexOf("{", start); index < css.length; index++) {
    if (css[index] === "{") depth++;
    else if (css[index] === "}" && --depth === 0) {
      return dropPrintRules(css.slice(0, start) + css.slice(index + 1));
    }
  }
  return css.slice(0, start);
}
