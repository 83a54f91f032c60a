/** A notebook that is open in JupyterLab or Notebook 7, driven with mouse and keyboard as a user would. */
import type { Page } from "playwright-core";
import type { Output } from "../../../jupyter/notebook.ts";
import type { JupyterWindow } from "./jupyter_app.ts";

/** A code cell as the front-end has it. */
export interface ShownCell {
  id: string;
  /** The number beside it, `null` if it has not run. */
  executionCount: number | null;
  outputs: Output[];
}

/** Longest wait for a notebook to have run, in milliseconds. */
const RUN_DEADLINE = 180_000;
/** How often a cell is clicked into, or something tried in it, before that is given up. */
const CLICKS = 10;

/** A notebook in the tab that is in front. What it waits for is Jupyter's own state. */
export class OpenNotebook implements AsyncDisposable {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
  }

  /** Waits until the notebook of this path is in front, and its kernel idle. */
  async ready(path: string): Promise<void> {
    await this.page.waitForFunction((path) => {
      const { jupyterapp } = globalThis as JupyterWindow;
      const panel = jupyterapp?.shell.currentWidget;
      return panel?.context?.path === path &&
        panel.sessionContext.session?.kernel?.status === "idle";
    }, path);
  }

  /** All code cells. */
  cells(): Promise<ShownCell[]> {
    return this.page.evaluate(() => {
      const { jupyterapp } = globalThis as JupyterWindow;
      return jupyterapp!.shell.currentWidget!.content.widgets
        .map(({ model }) => model)
        .filter(({ type }) => type === "code")
        .map(({ id, executionCount, outputs }) => ({
          id,
          executionCount,
          outputs: outputs.toJSON(),
        }));
    });
  }

  /** One code cell. */
  async cell(id: string): Promise<ShownCell> {
    return (await this.cells()).find((cell) => cell.id === id)!;
  }

  /**
   * Chooses Run › Run All Cells, and waits until each has a new number: the command itself ends with the first error.
   *
   * @param meanwhile what is done while they run
   * @param deadline the longest wait after that, in milliseconds
   */
  async runAll(
    meanwhile = async () => {},
    deadline = RUN_DEADLINE,
  ): Promise<void> {
    const before = await this.#lastCount();
    await this.page.locator(".lm-MenuBar-item", { hasText: /^Run$/ }).click();
    await this.page.locator(".lm-Menu-item", { hasText: /^Run All Cells/ })
      .click();
    await meanwhile();
    await this.page.waitForFunction(
      (before) => {
        const { jupyterapp } = globalThis as JupyterWindow;
        const { content, sessionContext } = jupyterapp!.shell.currentWidget!;
        return sessionContext.session?.kernel?.status === "idle" &&
          content.widgets.every(({ model }) =>
            model.type !== "code" || (model.executionCount ?? 0) > before
          );
      },
      before,
      { timeout: deadline },
    );
  }

  /** Clicks into a cell and presses Shift+Enter. */
  async start(id: string): Promise<void> {
    await this.#clickInto(id);
    await this.page.keyboard.press("Shift+Enter");
  }

  /** Runs a cell to its end. */
  async run(id: string): Promise<ShownCell> {
    await this.#watchForRun();
    await this.start(id);
    await this.#untilRan();
    return await this.cell(id);
  }

  /** Types a program into a cell in place of what is there, line by line; the editor indents it. */
  async type(id: string, source: string): Promise<void> {
    const { keyboard } = this.page;
    await this.#edit(id, "", async () => {
      await keyboard.press("ControlOrMeta+A");
      await keyboard.press("Delete");
    });
    let text = "";
    for (const [index, line] of trimLines(source).entries()) {
      if (index > 0) {
        await this.#edit(id, text += "\n", () => keyboard.press("Enter"));
      }
      await this.#edit(id, text += line, () => keyboard.insertText(line));
    }
  }

  /** Waits until a cell shows a text among its outputs. */
  async shows(id: string, text: string, timeout?: number): Promise<void> {
    await this.page.waitForFunction(
      ({ id, text }) => {
        const { jupyterapp } = globalThis as JupyterWindow;
        const { widgets } = jupyterapp!.shell.currentWidget!.content;
        const { model } = widgets.find(({ model }) => model.id === id)!;
        return JSON.stringify(model.outputs.toJSON()).includes(text);
      },
      { id, text },
      { timeout },
    );
  }

  /** Presses the Stop button. */
  async stop(): Promise<void> {
    await this.#button("notebook:interrupt-kernel").click();
  }

  /** Presses Restart, agrees, waits for the new kernel and clears what the old one left. */
  async restart(): Promise<void> {
    await this.page.evaluate(() => {
      const page = globalThis as JupyterWindow;
      const { sessionContext } = page.jupyterapp!.shell.currentWidget!;
      let restarting = false;
      page.restarted = new Promise((resolve) =>
        sessionContext.statusChanged.connect((_, status) => {
          restarting ||= status === "restarting";
          if (restarting && status === "idle") resolve();
        })
      );
    });
    await this.#button("notebook:restart-kernel").click();
    await this.page.locator(".jp-Dialog button.jp-mod-accept").click();
    await this.page.evaluate(async () => {
      const { jupyterapp, restarted } = globalThis as JupyterWindow;
      await restarted;
      // The numbers are the old kernel's.
      await jupyterapp!.commands.execute("notebook:clear-all-cell-outputs", {});
    });
  }

  /** Presses Save, and waits until there is nothing left to save. */
  async save(): Promise<void> {
    await this.#button("docmanager:save").click();
    await this.page.waitForFunction(() => {
      const { jupyterapp } = globalThis as JupyterWindow;
      return !jupyterapp!.shell.currentWidget!.context.model.dirty;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.evaluate(() => {
      const { jupyterapp } = globalThis as JupyterWindow;
      return jupyterapp!.shell.currentWidget!.sessionContext.shutdown();
    });
    await this.#close();
  }

  #button(command: string) {
    return this.page.locator(
      `.jp-NotebookPanel-toolbar:visible [data-command="${command}"]`,
    );
  }

  /** Keeps the end of the next command that runs cells. */
  async #watchForRun(): Promise<void> {
    await this.page.evaluate(() => {
      const page = globalThis as JupyterWindow;
      const { commandExecuted } = page.jupyterapp!.commands;
      page.ran = new Promise((resolve) =>
        commandExecuted.connect(function watch(_, { id, result }) {
          if (!id.startsWith("notebook:run-")) return;
          commandExecuted.disconnect(watch);
          result.then(() => resolve(true));
        })
      );
    });
  }

  /** Waits until that command has ended: each of its cells has its reply, and the kernel was idle. */
  async #untilRan(): Promise<void> {
    await this.page.waitForFunction(
      () => (globalThis as JupyterWindow).ran,
      undefined,
      { timeout: RUN_DEADLINE },
    );
  }

  async #lastCount(): Promise<number> {
    const cells = await this.cells();
    return Math.max(...cells.map(({ executionCount }) => executionCount ?? 0));
  }

  /**
   * Does one thing in a cell's editor, after which it holds `text` but for indents. JupyterLab may take the focus at
   * any moment and give it to the cell: what is done then changes nothing, and is done again.
   */
  async #edit(
    id: string,
    text: string,
    act: () => Promise<void>,
  ): Promise<void> {
    for (let attempt = 0; attempt < CLICKS; attempt++) {
      if (attempt > 0 || text === "") {
        await this.#clickInto(id);
        await this.page.keyboard.press("ControlOrMeta+End");
      }
      if (await this.#textOf(id) === text) return;
      await act();
      if (await this.#textOf(id) === text) return;
    }
    throw new Error(`Cannot type into ${id}: it does not become "${text}"`);
  }

  /** What a cell holds, without indents. */
  async #textOf(id: string): Promise<string> {
    const source = await this.page.evaluate((id) => {
      const { jupyterapp } = globalThis as JupyterWindow;
      const { widgets } = jupyterapp!.shell.currentWidget!.content;
      const { model } = widgets.find(({ model }) => model.id === id)!;
      return model.sharedModel.getSource();
    }, id);
    return trimLines(source).join("\n");
  }

  async #clickInto(id: string): Promise<void> {
    const editor = this.page.locator(
      ".jp-Cell.jp-mod-active .cm-content:visible",
    );
    // Once a cell that has scrolled into view is ready it may be given the focus that its editor had by then: what is
    // typed then are commands, of which some delete cells.
    for (let attempt = 0; attempt < CLICKS; attempt++) {
      await this.page.evaluate(async (id) => {
        const { jupyterapp } = globalThis as JupyterWindow;
        const { content } = jupyterapp!.shell.currentWidget!;
        const index = content.widgets.findIndex(({ model }) => model.id === id);
        content.activeCellIndex = index;
        await content.scrollToItem(index);
        await content.widgets[index].ready;
      }, id);
      await editor.click();
      if (await editor.evaluate(keepsFocus)) return;
    }
    throw new Error(`Cannot click into ${id}: its editor loses the focus`);
  }
}

function trimLines(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

/** Whether an element has the focus, also after the browser has drawn twice. */
async function keepsFocus(element: Element): Promise<boolean> {
  for (let frame = 0; frame < 2; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return element.matches(":focus");
}
