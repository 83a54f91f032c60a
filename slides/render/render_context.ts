import type { Notebook } from "../../jupyter/notebook.ts";

/** What rendering a notebook needs from outside, and what it leaves behind. */
export interface RenderContext {
  /** A deck, or a page that reads as a chapter. */
  target: "deck" | "page";
  /** Whether the notebook's own HTML is taken as it is. */
  trust: boolean;
  /** Language of code cells. */
  language: string;
  /** An image file beside the notebook as a `data:` address, or why it cannot be shown. */
  readImage(path: string): { address: string } | { problem: string };
  /** Where a link in the notebook leads from the exported file. */
  resolveLink(href: string): string;
  /** Tells the author something; the report lists it. */
  warn(message: string): void;
  /** What was loaded because this notebook uses it. */
  tools: RenderTools;
  /** Whether so many more characters of output still have room in the file. */
  spend(length: number): boolean;
  /** Numbers for ids, from 1. */
  nextNumber(): number;
  /** Which fonts and style sheets the result needs. */
  uses: Set<"maths">;
}

/** Renderers that are loaded only for notebooks that need them: each costs start-up time. */
export interface RenderTools {
  sanitizeMarkup?: (html: string) => string;
  sanitizeSvg?: typeof import("./sanitize_svg.ts").sanitizeSvg;
  renderMaths?: (source: string, display: boolean) => string;
  renderDiagram?: (source: string) => string;
}

/** Loads what this notebook needs. */
export async function loadRenderTools(
  notebook: Notebook,
): Promise<RenderTools> {
  const { prose, types } = survey(notebook);
  const tools: RenderTools = {};
  // Task lists come out of their plugin as typed HTML would.
  const html = /<[a-z!/?]|\[[ xX]\]/i.test(prose) || types.has("text/html") ||
    types.has("text/markdown");
  const diagrams = /^\s*(```|~~~)\s*\{?mermaid/m.test(prose);
  if (html || diagrams || types.has("image/svg+xml")) {
    tools.sanitizeSvg = (await import("./sanitize_svg.ts")).sanitizeSvg;
    tools.sanitizeMarkup = (await import("./sanitize_markup.ts"))
      .sanitizeMarkup;
  }
  if (/\$|\\begin\{|\\\(|\\\[/.test(prose) || types.has("text/latex")) {
    tools.renderMaths = (await import("./render_maths.ts")).renderMaths;
  }
  if (diagrams) {
    tools.renderDiagram = (await import("./render_diagram.ts")).renderDiagram;
  }
  return tools;
}

function survey(notebook: Notebook): { prose: string; types: Set<string> } {
  const prose: string[] = [];
  const types = new Set<string>();
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") {
      prose.push(cell.source);
      continue;
    }
    for (const output of cell.outputs) {
      if (!("data" in output)) continue;
      for (const type of Object.keys(output.data)) types.add(type);
      const markdown = output.data["text/markdown"];
      if (typeof markdown === "string") prose.push(markdown);
    }
  }
  return { prose: prose.join("\n"), types };
}
