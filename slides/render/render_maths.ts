import katex from "katex";

/** Longer formulas are shown as they were typed. */
const LONGEST = 20_000;

/**
 * A TeX formula as HTML, with MathML for screen readers; what KaTeX cannot read is shown in
 * the alarm colour as typed. Nothing in a formula can make a link or load anything.
 */
export function renderMaths(source: string, display: boolean): string {
  const formula = source.length > LONGEST
    ? `\\text{formula of ${source.length} characters}`
    : source;
  return katex.renderToString(formula, {
    displayMode: display,
    throwOnError: false,
    errorColor: "var(--alarm)",
    strict: "ignore",
    trust: false,
    maxSize: 20,
    maxExpand: 500,
  });
}
