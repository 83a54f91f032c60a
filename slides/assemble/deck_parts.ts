import revealCss from "reveal.js/reveal.css" with { type: "text" };
import aspectRatio from "../browser/aspect_ratio.js" with { type: "text" };
import deck from "../browser/deck.js" with { type: "text" };
import fitSlide from "../browser/fit_slide.js" with { type: "text" };
import lineSteps from "../browser/line_steps.js" with { type: "text" };
import searchSlides from "../browser/search_slides.js" with { type: "text" };
import speakerView from "../browser/speaker_view.js" with { type: "text" };
import themes from "../browser/themes.js" with { type: "text" };
import contentCss from "../theme/content.css" with { type: "text" };
import deckCss from "../theme/deck.css" with { type: "text" };
import slideCss from "../theme/slide.css" with { type: "text" };
import speakerCss from "../theme/speaker.css" with { type: "text" };
import tokensCss from "../theme/tokens.css" with { type: "text" };
import {
  bundleScripts,
  type InlineScript,
  inlineScript,
} from "./bundle_scripts.ts";
import { dropPrintRules, minifyCss } from "./minify_css.ts";

let script: Promise<InlineScript> | undefined;
let style: string | undefined;

/** The one script of a deck: reveal.js, its zoom, and ours. */
export function loadDeckScript(): Promise<InlineScript> {
  script ??= readDeckScript();
  return script;
}

async function readDeckScript(): Promise<InlineScript> {
  const [reveal, zoom] = await Promise.all(
    ["reveal.js", "plugin/zoom.js"].map((file) =>
      // Not through the package's name: that would give the module form, which has to be fetched.
      Deno.readTextFile(
        new URL(file, import.meta.resolve("reveal.js/reveal.css")),
      )
    ),
  );
  const ours = bundleScripts([
    fitSlide,
    aspectRatio,
    lineSteps,
    searchSlides,
    speakerView,
    themes,
    deck,
  ]);
  return inlineScript(`${reveal}\n${zoom}\n${ours}`);
}

/** Style sheet of a deck, without its fonts. */
export function deckStyle(): string {
  // reveal.js prints slides as running text; ours stay slides.
  style ??= dropPrintRules(revealCss) +
    minifyCss(tokensCss + deckCss + speakerCss) +
    slideStyle();
  return style;
}

/** Style sheet of slides alone, for print. */
export function slideStyle(): string {
  return minifyCss(contentCss + slideCss);
}

/** Style sheet of what slides and pages share. */
export function sharedStyle(): string {
  return minifyCss(tokensCss + contentCss);
}

/** Style sheet of the colours. */
export function tokensStyle(): string {
  return minifyCss(tokensCss);
}
