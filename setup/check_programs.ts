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

const BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

/** Finds a browser of Chromium's family, in which slides are measured and printed. */
export function checkChromium(): Finding {
  const path = chromiumCandidates(Deno.build.os, (name) => Deno.env.get(name))
    .find(isFile);
  if (path) return { name: "Chromium", state: "good", found: path };
  return {
    name: "Chromium",
    state: "note",
    found: "neither Chromium nor Chrome nor Edge found",
    advice:
      "decks are made without: their layout is estimated then, not measured, there are no PDFs, and tests in a browser are skipped; CHROMIUM may name its path",
  };
}

/** Where it may be, as `slides/` looks for it: `CHROMIUM` if that is set, on PATH, or where systems keep it. */
export function chromiumCandidates(
  os: typeof Deno.build.os,
  env: (name: string) => string | undefined,
): string[] {
  const [separator, ending] = os === "windows" ? [";", ".exe"] : [":", ""];
  const onPath = (env("PATH") ?? "").split(separator).filter(Boolean)
    .flatMap((folder) => BROWSERS.map((name) => `${folder}/${name}${ending}`));
  return [env("CHROMIUM") ?? "", ...onPath, ...wellKnown(os, env)]
    .filter(Boolean);
}

function wellKnown(
  os: typeof Deno.build.os,
  env: (name: string) => string | undefined,
): string[] {
  switch (os) {
    case "darwin":
      return ["Chromium", "Google Chrome", "Microsoft Edge"]
        .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case "windows":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .map(env).filter(Boolean).flatMap((folder) => [
          `${folder}/Google/Chrome/Application/chrome.exe`,
          `${folder}/Microsoft/Edge/Application/msedge.exe`,
        ]);
    default:
      return ["/usr/bin/chromium", "/snap/bin/chromium"];
  }
}
