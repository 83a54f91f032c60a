/**
 * Makes the picture in the README: a cell as JupyterLab shows it, beside the
 * slide made of it. Both are real; nothing is drawn over them.
 *
 * ```sh
 * deno task slides notebooks/en/01_protocols.ipynb
 * deno run -A tests/gallery/readme_picture.ts
 * ```
 *
 * It needs JupyterLab and Chromium, and writes `.github/cell-and-slide.png`.
 */
import type { Page } from "playwright-core";
import { fromFileUrl, ROOT } from "../project_files.ts";
import { OpenLab } from "../setup/lab/open_lab.ts";

const PICTURE = fromFileUrl(".github/cell-and-slide.png");
const SLIDE = new URL("slides/dist/01_protocols.html#/dialogue--2", ROOT).href;
/** What is in the cell, and in no other. */
const CELL_TEXT = 'bob(guest, "12:12")';

/** Runs the notebook, and takes the picture of the cell with what it shows. */
async function cellPicture(page: Page): Promise<string> {
  // So high that JupyterLab draws every cell and need not scroll.
  await page.setViewportSize({ width: 860, height: 8000 });
  const cells = page.locator(".jp-Notebook .jp-CodeCell");
  await cells.first().click();
  await page.keyboard.press("Control+b"); // Hides the list of files.
  await page.getByText("Run", { exact: true }).first().click();
  await page.getByText("Run All Cells", { exact: true }).click();
  const cell = cells.filter({ hasText: CELL_TEXT }).first();
  await cell.locator(".jp-OutputArea-output :is(svg, img)").first().waitFor();
  return dataUrl(await cell.screenshot());
}

async function slidePicture(page: Page): Promise<string> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(SLIDE);
  await page.locator("section.present figure, section.present svg").first()
    .waitFor();
  return dataUrl(await page.screenshot());
}

/** Both side by side, on the paper of the slides. */
async function composed(page: Page, cell: string, slide: string) {
  await page.setViewportSize({ width: 1500, height: 620 });
  await page.setContent(`<style>
    body { margin: 0; background: #f1efe8; display: flex; gap: 24px; padding: 24px; align-items: center }
    img { border: 1px solid #cfd4d6; background: white; display: block }
    img:first-child { height: 570px } img:last-child { width: 800px }
  </style><img src="${cell}"><img src="${slide}">`);
  return await page.screenshot({ path: PICTURE });
}

function dataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${png.toBase64()}`;
}

if (import.meta.main) {
  await using lab = await OpenLab.start(["01"]);
  const cell = await cellPicture(lab.page);
  const slide = await slidePicture(lab.page);
  await composed(lab.page, cell, slide);
}
