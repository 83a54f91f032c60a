import indexScript from "../browser/index.js" with { type: "text" };
import themes from "../browser/themes.js" with { type: "text" };
import { bundleScripts, inlineScript } from "../assemble/bundle_scripts.ts";
import { sharedStyle } from "../assemble/deck_parts.ts";
import { loadFonts } from "../assemble/load_fonts.ts";
import { minifyCss } from "../assemble/minify_css.ts";
import { pagePolicy } from "../assemble/page_policy.ts";
import { embedJson, escapeHtml } from "../render/escape_html.ts";
import pageCss from "../theme/page.css" with { type: "text" };
import indexCss from "../theme/index.css" with { type: "text" };
import type { IndexEntry } from "./read_entry.ts";

/** The index of all notebooks as one HTML file, with a search over all their words. */
export async function indexHtml(
  entries: IndexEntry[],
  options: { title: string; theme: string },
): Promise<string> {
  const script = await inlineScript(bundleScripts([themes, indexScript]));
  const passages = entries.map(({ name, title, deck, page, passages }) => ({
    name,
    title,
    deck,
    page,
    passages,
  }));
  return `<!doctype html>
<html lang="en" data-theme="${escapeHtml(options.theme)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    pagePolicy(script.hash, false)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)}</title>
<style>${await loadFonts()}</style>
<style>${sharedStyle()}${minifyCss(pageCss + indexCss)}</style>
</head>
<body class="index">
<main>
<header><h1>${
    escapeHtml(options.title)
  }</h1><button type="button" id="page:theme">Theme</button></header>
<search><label for="index:words">Search in all notebooks</label><input type="search" id="index:words" autocomplete="off"><p role="status" id="index:count"></p><ol id="index:found"></ol></search>
<ol class="notebooks">
${entries.map(entryHtml).join("\n")}
</ol>
</main>
<script type="application/json" id="index:passages">${
    embedJson(passages)
  }</script>
<script>${script.code}</script>
</body>
</html>
`;
}

function entryHtml(entry: IndexEntry): string {
  const number = entry.name.match(/^\d+/)?.[0] ?? "";
  const best = entry.page ?? entry.deck ?? entry.notebook;
  const title = escapeHtml(entry.title);
  const heading = best ? `<a href="${escapeHtml(best)}">${title}</a>` : title;
  const links = ([
    ["deck", "Deck", entry.deck],
    ["page", "Page", entry.page],
    ["notebook", "Notebook", entry.notebook],
    ["pdf", "PDF", entry.pdf],
    ["handout", "Handout", entry.handout],
  ] as const).filter(([, , address]) => address).map(([, label, address]) =>
    `<a href="${
      escapeHtml(address!)
    }"><span class="visually-hidden">${title}: </span>${label}</a>`
  );
  const facts = [
    entry.minutes && `${entry.minutes} min`,
    exercisesText(entry.exercises),
  ].filter(Boolean).map((fact) => `<span>${fact}</span>`);
  return `<li><span class="number">${
    escapeHtml(number)
  }</span><div><h2>${heading}</h2><p>${
    escapeHtml(entry.summary)
  }</p><p class="links">${[...links, ...facts].join(" ")}</p></div></li>`;
}

function exercisesText({ total, passed }: IndexEntry["exercises"]): string {
  if (total === 0) return "";
  const noun = total === 1 ? "exercise" : "exercises";
  return passed === undefined
    ? `${total} ${noun}`
    : `${passed} of ${total} ${noun} done`;
}
