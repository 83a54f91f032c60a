import type { Browser } from "playwright-core";

/** What the browser found for one slide in one aspect ratio. */
export interface MeasuredSlide {
  id: string;
  /** The layout it settled on, as one line; see `readFit`. */
  fit: string;
  /** Pixels that stick out below and to the right; at most 1 if the slide fits. */
  over: number;
  across: number;
  scale: number;
  /** How large the smallest figure is, against its natural size; 1 without any. */
  figureScale: number;
  /** Heights of the blocks at the smallest size, in pixels, and their kinds. */
  blocks: { height: number; kind: string }[];
  /** Height there is for them. */
  room: number;
}

/** Longest time for laying out one deck in one ratio, in milliseconds. */
const DEADLINE = 120_000;

/** A shape of slides. */
export type Ratio = "16:9" | "4:3";

/** Lays out every slide of a deck (exported for measuring) in each ratio, in a browser without network. */
export async function measureDeck(
  browser: Browser,
  html: string,
  ratios: readonly Ratio[],
): Promise<Map<Ratio, MeasuredSlide[]>> {
  const context = await browser.newContext({ offline: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(DEADLINE);
    await page.setContent(html, { waitUntil: "load", timeout: DEADLINE });
    const measured = new Map<Ratio, MeasuredSlide[]>();
    for (const ratio of ratios) {
      const width = ratio === "16:9" ? 1280 : 960;
      await page.setViewportSize({ width, height: 720 });
      measured.set(ratio, await page.evaluate(measureInPage, ratio));
    }
    return measured;
  } finally {
    await context.close();
  }
}

/** Runs in the browser. */
async function measureInPage(ratio: Ratio): Promise<MeasuredSlide[]> {
  // deno-lint-ignore no-explicit-any -- the browser's own world
  const page = globalThis as any;
  await page.document.fonts.ready;
  await Promise.all(
    [...page.document.images].map((image) => image.decode().catch(() => {})),
  );
  // A drawing's room hangs on its outer size alone; without its inside it is laid out faster.
  for (const drawing of page.document.querySelectorAll("figure svg")) {
    drawing.replaceChildren();
  }
  page.deckLayout.layOutSlides(ratio);
  const sections = [...page.document.querySelectorAll("section[data-number]")];
  return sections.map((section) => {
    section.classList.add("measured");
    const found = page.deckLayout.fitSlide(section);
    section.classList.remove("measured");
    return { id: section.id, ...found };
  });
}
