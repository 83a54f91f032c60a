import { assertEquals } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { findTool, lacksTool } from "../../tools.ts";
import { FIGURES, sampleFigures } from "./figure_inputs.ts";

const INPUTS = 40;

/** Playwright keeps a process and its pipes between the steps of a test. */
const BROWSER_TEST = {
  ignore: lacksTool("chromium"),
  sanitizeOps: false,
  sanitizeResources: false,
};

Deno.test({
  name: "labels neither overlap nor leave the figure, in Chromium",
  ...BROWSER_TEST,
  async fn(test) {
    const { chromium } = await import("playwright-core");
    const browser: Browser = await chromium.launch({
      executablePath: findTool("chromium"),
      args: ["--no-sandbox"],
    });
    try {
      const page = await browser.newPage();
      for (const name of Object.keys(FIGURES)) {
        await test.step(name, async () => {
          const figures = await sampleFigures(name, INPUTS);
          const faults: string[] = [];
          for (const [index, { svg }] of figures.entries()) {
            for (const fault of await findLabelFaults(page, svg)) {
              faults.push(`input ${index}: ${fault}`);
            }
          }
          assertEquals(faults, []);
        });
      }
    } finally {
      await browser.close();
    }
  },
});

/** Pairs of labels whose letters meet, and labels that reach out of the drawing. */
async function findLabelFaults(page: Page, svg: string): Promise<string[]> {
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  return await page.evaluate(measureLabels) as string[];
}

/** Runs in the page, as text. */
const measureLabels = `(() => {
  const root = document.querySelector("svg").getBoundingClientRect();
  const labels = [...document.querySelectorAll("svg text")]
    .filter((label) => label.textContent.trim() !== "")
    .map((label) => {
      const box = label.getBoundingClientRect();
      const size = Number(label.getAttribute("font-size") ??
        label.parentElement.getAttribute("font-size"));
      // A box is as high as the face's tallest accents; letters take about the middle of it.
      const middle = (box.top + box.bottom) / 2;
      return {
        text: label.textContent,
        left: box.left + 0.5,
        right: box.right - 0.5,
        top: middle - size * 0.45,
        bottom: middle + size * 0.45,
      };
    });
  const faults = [];
  for (const [index, one] of labels.entries()) {
    const outside = one.left < root.left - 1 || one.right > root.right + 1 ||
      one.top < root.top - 1 || one.bottom > root.bottom + 1;
    if (outside) faults.push("outside: " + one.text);
    for (const other of labels.slice(index + 1)) {
      const apart = one.right <= other.left || other.right <= one.left ||
        one.bottom <= other.top || other.bottom <= one.top;
      if (!apart) faults.push(one.text + " over " + other.text);
    }
  }
  return faults.slice(0, 5);
})()`;
