import chapterScript from "../browser/chapter.js" with { type: "text" };
import themes from "../browser/themes.js" with { type: "text" };
import { escapeHtml } from "../render/escape_html.ts";
import type { ThemeName } from "../settings/deck_settings.ts";
import chapterCss from "../theme/chapter.css" with { type: "text" };
import pageCss from "../theme/page.css" with { type: "text" };
import { bundleScripts, inlineScript } from "./bundle_scripts.ts";
import { sharedStyle } from "./deck_parts.ts";
import { loadFonts } from "./load_fonts.ts";
import { minifyCss } from "./minify_css.ts";
import { pagePolicy } from "./page_policy.ts";

/** A notebook rendered to be read. */
export interface Chapter {
  title: string;
  byline: string;
  language: string;
  theme: ThemeName;
  cells: ChapterCell[];
  /** Addresses of the deck and the notebook. */
  deck?: string;
  source?: string;
  mathsStyle: string;
  trust: boolean;
}

/** One cell of a chapter. */
export interface ChapterCell {
  id: string;
  /** `exercise`, `check`, or nothing. */
  role: string;
  heading?: { html: string; level: number; text: string };
  html: string;
}

/** The notebook as one HTML page with a table of contents; it prints well too. */
export async function chapterHtml(chapter: Chapter): Promise<string> {
  const script = await inlineScript(bundleScripts([themes, chapterScript]));
  const title = escapeHtml(chapter.title);
  return `<!doctype html>
<html lang="${escapeHtml(chapter.language)}" data-theme="${chapter.theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    pagePolicy(script.hash, chapter.trust)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${await loadFonts()}</style>
<style>${sharedStyle()}${minifyCss(pageCss + chapterCss)}</style>
${chapter.mathsStyle === "" ? "" : `<style>${chapter.mathsStyle}</style>`}
</head>
<body class="chapter">
<main>
<nav class="places" aria-label="Elsewhere">${placesHtml(chapter)}</nav>
<h1>${title}</h1>
${
    chapter.byline === ""
      ? ""
      : `<p class="byline">${escapeHtml(chapter.byline)}</p>`
  }
${contentsHtml(chapter)}
${chapter.cells.map(cellHtml).join("\n")}
</main>
<script>${script.code}</script>
</body>
</html>
`;
}

function placesHtml({ deck, source }: Chapter): string {
  return [
    '<a href="index.html">All notebooks</a>',
    deck && `<a href="${escapeHtml(deck)}">Slides</a>`,
    source && `<a href="${escapeHtml(source)}">Notebook</a>`,
    '<button type="button" id="page:theme">Theme</button>',
  ].filter(Boolean).join("");
}

function contentsHtml({ cells }: Chapter): string {
  const items = cells.filter(({ heading }) => heading && heading.level <= 3)
    .map((cell) => {
      const { level, html } = cell.heading!;
      const deeper = level > 2 ? ' class="deeper"' : "";
      // No links within links.
      const words = html.replace(/<\/?a\b[^>]*>/g, "");
      return `<li${deeper}><a href="#${escapeHtml(cell.id)}">${words}</a></li>`;
    });
  if (items.length < 3) return "";
  return `<nav class="contents" aria-labelledby="page:contents"><h2 id="page:contents">Contents</h2><ol>${
    items.join("")
  }</ol></nav>`;
}

function cellHtml({ id, role, heading, html }: ChapterCell): string {
  const level = heading ? Math.min(6, Math.max(2, heading.level)) : 0;
  const title = heading ? `<h${level}>${heading.html}</h${level}>` : "";
  return `<div class="cell${role === "" ? "" : ` ${role}`}" id="${
    escapeHtml(id)
  }">${title}${html}</div>`;
}
