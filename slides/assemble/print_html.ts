import { escapeHtml } from "../render/escape_html.ts";
import type { RenderedSlide } from "../render/render_slides.ts";
import { slideHtml } from "../render/slide_html.ts";
import printCss from "../theme/print.css" with { type: "text" };
import { type Deck, slideFrame } from "./deck_html.ts";
import { slideStyle, tokensStyle } from "./deck_parts.ts";
import { loadFonts } from "./load_fonts.ts";
import { minifyCss } from "./minify_css.ts";

/** Slides that do not move: for paper, for handing out, or for looking at all of them at once. */
export interface PrintOptions {
  kind: "sheets" | "handout" | "contact";
  /** Slides on a page of a handout. */
  perPage?: 2 | 3;
  /** Which slides, from 0; all if not said. */
  from?: number;
  to?: number;
}

/** Width in pixels of a slide on the page of a handout (A4 with margins of 15 mm). */
const HANDOUT_WIDTHS = { 2: 664, 3: 400 };

const CONTACT_WIDTH = 600;

/** A deck's slides as a page without scripts; light, since it is printed. */
export async function printHtml(
  deck: Deck,
  options: PrintOptions,
): Promise<string> {
  const ratio = deck.ratio === "4:3" ? "4:3" : "16:9";
  const width = ratio === "4:3" ? 960 : 1280;
  const frame = { ...slideFrame(deck, ratio), isPublic: true };
  const all = deck.slides.flat();
  const pictures = all.map((slide, index) =>
    pictureHtml(slideHtml(slide, index + 1, frame))
  );
  const shown = pictures.slice(options.from ?? 0, options.to);
  const body = options.kind === "sheets"
    ? shown.join("\n")
    : options.kind === "contact"
    ? shown.map((picture) => framePicture(picture, CONTACT_WIDTH, width)).join(
      "\n",
    )
    : handoutHtml(shown, all, deck, options.perPage ?? 2, width);
  const theme = options.kind === "contact" && deck.theme !== "auto"
    ? deck.theme
    : "light";
  const classes = [options.kind, options.perPage === 3 ? "three" : "two"].join(
    " ",
  );
  return `<!doctype html>
<html lang="${
    escapeHtml(deck.language)
  }" data-theme="${theme}" style="--slide-width:${width}px">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<title>${escapeHtml(deck.title)}</title>
<style>${await loadFonts()}</style>
<style>${tokensStyle()}${slideStyle()}${minifyCss(printCss)}${
    pageSize(options.kind, width)
  }</style>
${deck.mathsStyle === "" ? "" : `<style>${deck.mathsStyle}</style>`}
</head>
<body class="${classes}">
${body}
</body>
</html>
`;
}

function pageSize(kind: PrintOptions["kind"], width: number): string {
  return kind === "sheets"
    ? `@page{size:${width}px 720px;margin:0}`
    : "@page{size:A4;margin:15mm}";
}

/** The slide without reveal.js's section round it. */
function pictureHtml(section: string): string {
  return section.replace(/^<section[^>]*>/, "").replace(/<\/section>$/, "");
}

function framePicture(
  picture: string,
  width: number,
  slideWidth: number,
): string {
  const zoom = width / slideWidth;
  return `<div class="picture" style="width:${width}px;height:${
    Math.round(720 * zoom)
  }px"><div style="zoom:${zoom}">${picture}</div></div>`;
}

function handoutHtml(
  pictures: string[],
  slides: RenderedSlide[],
  deck: Deck,
  perPage: 2 | 3,
  slideWidth: number,
): string {
  return pictures.map((picture, index) => {
    const notes = deck.isPublic ? "" : slides[index].notes;
    const spoken = notes === "" ? "" : `<div class="block">${notes}</div>`;
    return `<div class="pair">${
      framePicture(picture, HANDOUT_WIDTHS[perPage], slideWidth)
    }<div class="spoken">${spoken}</div></div>`;
  }).join("\n");
}
