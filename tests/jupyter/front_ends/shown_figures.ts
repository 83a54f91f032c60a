/** What became of figures on the page. */
import type { Page } from "playwright-core";
import type { JupyterWindow } from "./jupyter_app.ts";

/** A figure as it is painted. Lengths are in pixels. */
export interface ShownFigure {
  /** The cell that shows it. */
  id: string;
  width: number;
  height: number;
  /** How far it reaches beyond the room that the page has for it. */
  overhang: number;
}

/** All figures of the notebook in front, once they are painted as SVG: front-ends do so when one comes to them. */
export async function shownFigures(page: Page): Promise<ShownFigure[]> {
  const shown: ShownFigure[] = [];
  for (const [index, count] of await countFigures(page)) {
    await page.evaluate((index) => {
      const { jupyterapp } = globalThis as JupyterWindow;
      return jupyterapp!.shell.currentWidget!.content.scrollToItem(index);
    }, index);
    await page.waitForFunction(([index, count]) => {
      const { jupyterapp } = globalThis as JupyterWindow;
      const { widgets } = jupyterapp!.shell.currentWidget!.content;
      const selector = ".jp-RenderedSVG img, .jp-RenderedSVG svg";
      return widgets[index].node.querySelectorAll(selector).length === count;
    }, [index, count]);
    shown.push(...await measureFigures(page, index));
  }
  return shown;
}

/** Which cells have figures among their outputs, and how many. */
function countFigures(page: Page): Promise<[index: number, count: number][]> {
  return page.evaluate(() => {
    const { jupyterapp } = globalThis as JupyterWindow;
    const { widgets } = jupyterapp!.shell.currentWidget!.content;
    return widgets.flatMap(({ model }, index) => {
      if (model.type !== "code") return [];
      const { length } = model.outputs.toJSON().filter((output) =>
        "data" in output && "image/svg+xml" in output.data
      );
      return length > 0 ? [[index, length] as [number, number]] : [];
    });
  });
}

function measureFigures(page: Page, index: number): Promise<ShownFigure[]> {
  return page.evaluate(async (index) => {
    const { jupyterapp } = globalThis as JupyterWindow;
    const { node, model } =
      jupyterapp!.shell.currentWidget!.content.widgets[index];
    const shown: ShownFigure[] = [];
    for (const figure of node.querySelectorAll(".jp-RenderedSVG")) {
      // A picture that is broken makes this fail.
      await figure.querySelector("img")?.decode();
      const painted = figure.querySelector("img, svg")!;
      const { width, height, right } = painted.getBoundingClientRect();
      const room = figure.getBoundingClientRect().right;
      shown.push({ id: model.id, width, height, overhang: right - room });
    }
    return shown;
  }, index);
}
