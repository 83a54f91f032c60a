import { escapeHtml } from "../render/escape_html.ts";
import type { RenderedSlide } from "../render/render_slides.ts";
import { type SlideFrame, slideHtml } from "../render/slide_html.ts";
import type { AspectRatio, ThemeName } from "../settings/deck_settings.ts";
import { deckStyle, loadDeckScript } from "./deck_parts.ts";
import { loadFonts } from "./load_fonts.ts";
import { pagePolicy } from "./page_policy.ts";

/** A deck that is rendered and only has to be written out. */
export interface Deck {
  title: string;
  /** Title at the foot of each slide. */
  footTitle: string;
  byline: string;
  language: string;
  theme: ThemeName;
  ratio: AspectRatio;
  slides: RenderedSlide[][];
  /** Address of the notebook, relative to the deck. */
  source?: string;
  /** Address of the page that shows the same notebook, if there is one. */
  page?: string;
  /** Style sheet for maths, if there is any. */
  mathsStyle: string;
  isPublic: boolean;
  trust: boolean;
}

/** The deck as one HTML file that needs nothing else. */
export async function deckHtml(
  deck: Deck,
  options: { measuring?: boolean } = {},
): Promise<string> {
  const script = await loadDeckScript();
  const frame = slideFrame(deck, deck.ratio === "4:3" ? "4:3" : "16:9");
  let number = 0;
  const sections = deck.slides.map((column) => {
    const slides = column.map((slide) => slideHtml(slide, ++number, frame));
    return slides.length === 1
      ? slides[0]
      : `<section>\n${slides.join("\n")}\n</section>`;
  });
  const title = escapeHtml(deck.title);
  return `<!doctype html>
<html lang="${
    escapeHtml(deck.language)
  }" data-theme="${deck.theme}" data-ratio="${deck.ratio}" data-transition="fade"${
    options.measuring ? ' class="measuring"' : ""
  }>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    pagePolicy(script.hash, deck.trust)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${await loadFonts()}</style>
<style>${deckStyle()}</style>
${deck.mathsStyle === "" ? "" : `<style>${deck.mathsStyle}</style>`}
</head>
<body>
<main>
<h1 class="visually-hidden">${title}</h1>
<div class="reveal"><div class="slides">
${sections.join("\n")}
</div></div>
</main>
${toolsHtml(deck)}
${dialogsHtml()}
<script>${script.code}</script>
</body>
</html>
`;
}

/** What all slides of a deck share. */
export function slideFrame(deck: Deck, ratio: "16:9" | "4:3"): SlideFrame {
  return {
    deckTitle: deck.footTitle,
    total: deck.slides.flat().length,
    ratio,
    source: deck.source,
    byline: deck.byline,
    isPublic: deck.isPublic,
  };
}

function toolsHtml(deck: Deck): string {
  const buttons = [
    ["back", "Back"],
    ["on", "Next"],
    ["overview", "Overview"],
    ["search", "Search"],
    ["speaker", "Speaker view"],
    ["theme", "Theme"],
    ["black", "Black"],
    ["help", "Keys"],
  ].map(([action, label]) =>
    `<button type="button" data-action="${action}">${label}</button>`
  );
  const links = [
    deck.source &&
    `<a id="deck:source" href="${escapeHtml(deck.source)}">Source</a>`,
    deck.page && `<a href="${escapeHtml(deck.page)}">Page</a>`,
  ].filter(Boolean);
  return `<nav class="tools" aria-label="Deck">${buttons.join("")}${
    links.join("")
  }</nav>`;
}

const KEYS = [
  ["→ ↓ space", "next slide or step"],
  ["← ↑", "back"],
  ["Home, End", "first, last slide"],
  ["O, Esc", "overview of all slides"],
  ["/", "search"],
  ["S", "speaker view: notes, next step, timer"],
  ["T", "theme: light, dark, high contrast"],
  ["B, .", "black screen"],
  ["F", "full screen"],
  ["Alt + click", "zoom in on a place, and out again"],
  ["?", "this list"],
];

function dialogsHtml(): string {
  const keys = KEYS.map(([key, meaning]) =>
    `<dt>${key}</dt><dd>${meaning}</dd>`
  );
  return `<dialog class="panel" id="deck:search" aria-label="Search"><input type="search" aria-label="Words to find" placeholder="Find in slides" autocomplete="off"><p role="status" class="visually-hidden"></p><ol></ol><form method="dialog"><button>Close</button></form></dialog>
<dialog class="panel" id="deck:help" aria-label="Keys"><h2>Keys</h2><dl>${
    keys.join("")
  }</dl><form method="dialog"><button>Close</button></form></dialog>
<template id="deck:speaker"><main><h1 class="visually-hidden">Speaker view</h1><div class="bar"><span class="time" id="timer">00:00:00</span><button type="button" id="restart">Restart timer</button><span id="clock"></span><span id="where" role="status"></span><span class="moves"><button type="button" id="back">Back</button> <button type="button" id="on">Next</button></span></div><section><h2 class="label">Now</h2><div class="frame" id="now"></div></section><section><h2 class="label">Next</h2><div class="frame" id="next"></div></section><section class="spoken" aria-label="Notes" tabindex="0"><div class="block" id="notes"></div></section></main></template>`;
}
