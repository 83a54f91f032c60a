import { join } from "node:path";
import type { Finding } from "./finding.ts";
import { findProgram, isFile } from "./find_program.ts";

/** Finds a program that opens notebooks. */
export function checkNotebookProgram(): Finding {
  const path = findProgram(["jupyter-lab", "jupyter-notebook", "code"]);
  if (path) return { name: "notebooks", state: "good", found: path };
  const fetcher = findProgram(["uvx", "pipx"]);
  if (fetcher) {
    const found = `${fetcher}, by which "deno task lab" fetches JupyterLab`;
    return { name: "notebooks", state: "good", found };
  }
  return {
    name: "notebooks",
    state: "note",
    found: "neither JupyterLab nor VS Code found",
    advice:
      `to open notebooks: "pip install jupyterlab", or VS Code with its Jupyter extension`,
  };
}

/** Finds a Chromium, which the tests of the decks drive. */
export function checkChromium(): Finding {
  const path = findProgram([
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
  ]) ?? wellKnownPlaces().find(isFile);
  if (path) return { name: "Chromium", state: "good", found: path };
  return {
    name: "Chromium",
    state: "note",
    found: "not found",
    advice: "only tests of the decks need it; they are skipped without",
  };
}

function wellKnownPlaces(): string[] {
  switch (Deno.build.os) {
    case "darwin":
      return [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      ];
    case "windows":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .map((name) => Deno.env.get(name))
        .filter((folder) => folder !== undefined)
        .map((folder) =>
          join(folder, "Google", "Chrome", "Application", "chrome.exe")
        );
    default:
      return [];
  }
}
