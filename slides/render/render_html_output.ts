import type { Block } from "./block.ts";
import type { RenderContext } from "./render_context.ts";
import { renderSvgFigure } from "./render_svg.ts";

/** Longer HTML is left out in favour of the output's next form. */
const LONGEST = 2_000_000;

/** An output's HTML, made safe; `undefined` if nothing to see is left of it. */
export function renderHtmlOutput(
  html: string,
  context: RenderContext,
): Pick<Block, "kind" | "html" | "lines" | "text"> | undefined {
  if (html.length > LONGEST) {
    context.warn(
      `an HTML output of ${html.length} characters is left out: too long`,
    );
    return undefined;
  }
  const safe = context.trust ? html : sanitizeWithDrawings(html, context);
  const text = safe.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  const pictures = /<(img|svg|hr|input|progress|meter|math)\b/i.test(safe);
  if (text === "" && !pictures) return undefined;
  const rows = safe.match(/<tr\b/gi)?.length ?? 0;
  return {
    kind: "rich",
    html: `<div class="rich" tabindex="0" role="group" aria-label="Output">${
      nameHeaders(safe)
    }</div>`,
    lines: Math.max(rows, Math.ceil(text.length / 90)),
    text: text.slice(0, 4000),
  };
}

function sanitizeWithDrawings(html: string, context: RenderContext): string {
  const mark = `\uE000${crypto.randomUUID().replaceAll("-", "")}.`;
  const drawings: string[] = [];
  const marked = html.replace(/<svg[\s>][\s\S]*?<\/svg\s*>/gi, (svg) => {
    drawings.push(renderSvgFigure(svg, context).html);
    return `${mark}${drawings.length - 1};`;
  });
  return context.tools.sanitizeMarkup!(marked).replace(
    new RegExp(`${mark}(\\d+);`, "g"),
    (_, number) => drawings[Number(number)] ?? "",
  );
}

/** pandas writes header cells without a scope, and empty ones that screen readers stumble over. */
function nameHeaders(html: string): string {
  return html
    .replace(/<th([^>]*)>\s*<\/th>/g, "<td$1></td>")
    .replace(
      /<thead>[\s\S]*?<\/thead>/g,
      (head) =>
        head.replace(/<th(?![^>]*\sscope=)(?=[\s>])/g, '<th scope="col"'),
    )
    .replace(
      /<tbody>[\s\S]*?<\/tbody>/g,
      (body) =>
        body.replace(/<th(?![^>]*\sscope=)(?=[\s>])/g, '<th scope="row"'),
    );
}
