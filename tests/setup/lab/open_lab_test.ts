import { assertEquals, assertMatch } from "@std/assert";
import { LAB_TEST } from "./lab_server.ts";
import { OpenLab } from "./open_lab.ts";

for (
  const [title, option] of [["JupyterLab", []], ["Notebook 7", [
    "--notebook",
  ]]] as const
) {
  Deno.test(
    `lab opens a notebook in ${title}, in the kit's kernel, and Ctrl-C ends it`,
    LAB_TEST,
    async () => {
      await using lab = await OpenLab.start(["00", ...option]);
      const { page } = lab;
      const cells = page.locator(".jp-Notebook .jp-CodeCell");
      await cells.first().waitFor();
      // No dialog asks for a kernel: the notebook's is there.
      await page.getByText(/^Deno( \| Idle)?$/).first().waitFor();
      assertEquals(await page.getByText("Select Kernel").count(), 0);
      // Its name stands there before it answers, and what is run before that is lost.
      await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        .first().waitFor({ state: "attached" });
      await cells.first().locator(".cm-content").click();
      await page.keyboard.press("Shift+Enter");
      const shown = cells.first().locator(".jp-OutputArea-output").first();
      assertMatch(await shown.innerText(), /Hello, a cider please/);
      assertEquals(await lab.server.interrupt(), 0);
      assertEquals(lab.server.leftovers(), []);
    },
  );
}
