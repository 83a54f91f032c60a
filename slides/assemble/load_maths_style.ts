import katexCss from "katex/dist/katex.min.css" with { type: "text" };
import { inlineFonts } from "./load_fonts.ts";

/** Fonts that are needed only if a class of theirs is used. */
const SPECIAL: Record<string, RegExp> = {
  "AMS-Regular": /amsrm|mathbb|textbb/,
  "Caligraphic-": /mathcal/,
  "Fraktur-": /mathfrak|textfrak/,
  "Main-Bold": /mathbf|textbf|boldsymbol/,
  "Main-BoldItalic": /mathbf|textbf|boldsymbol/,
  "Math-BoldItalic": /boldsymbol/,
  "SansSerif-": /mathsf|textsf/,
  "Script-": /mathscr|textscr/,
  "Typewriter-": /mathtt|texttt/,
};

/** KaTeX's style sheet with those of its fonts that `html` uses inside it. */
export function loadMathsStyle(html: string): Promise<string> {
  const css = katexCss.replace(/@font-face\{[^}]*\}/g, (face) => {
    const name = face.match(/KaTeX_([A-Za-z0-9]+-[A-Za-z]+)\.woff2/)?.[1] ?? "";
    const special = Object.keys(SPECIAL).find((key) =>
      key.endsWith("-") ? name.startsWith(key) : name === key
    );
    return special && !SPECIAL[special].test(html) ? "" : face;
  });
  return inlineFonts(css, "katex/dist/");
}
