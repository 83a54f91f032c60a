import type {
  DisplayDataOutput,
  ExecuteResultOutput,
} from "../../jupyter/notebook.ts";
import type { SlideCell } from "../tree/slide_tree.ts";
import type { Block } from "./block.ts";
import { chooseForms } from "./choose_form.ts";
import { escapeHtml } from "./escape_html.ts";
import type { RenderContext } from "./render_context.ts";
import { renderHtmlOutput } from "./render_html_output.ts";
import { renderMarkdown } from "./render_markdown.ts";
import { readPngSize } from "./read_png_size.ts";
import { renderSvgFigure } from "./render_svg.ts";
import { LONGEST_TEXT, renderText } from "./render_text.ts";

/** An image larger than this (base64 characters) makes a file nobody can mail. */
const LARGEST_IMAGE = 12_000_000;

type Rendered = Pick<Block, "kind" | "html" | "lines" | "size" | "text">;

/** The richest form of a displayed value that can be shown; none if nothing can. */
export function renderRich(
  output: DisplayDataOutput | ExecuteResultOutput,
  cell: SlideCell,
  context: RenderContext,
): Rendered | undefined {
  for (const type of chooseForms(output.data)) {
    const rendered = renderForm(type, output, cell, context);
    if (rendered) return rendered;
  }
  const types = Object.keys(output.data).join(", ").slice(0, 200);
  context.warn(
    `an output is left out: none of its forms can be shown (${types})`,
  );
  const html = `<p class="omitted">An output that cannot be shown here (${
    escapeHtml(types)
  })</p>`;
  return { kind: "output", html, lines: 1, text: "" };
}

function renderForm(
  type: string,
  output: DisplayDataOutput | ExecuteResultOutput,
  cell: SlideCell,
  context: RenderContext,
): Rendered | undefined {
  const form = output.data[type];
  const abridge = cell.settings.abridge ?? DEFAULT_LINES;
  const text = typeof form === "string" ? form : JSON.stringify(form, null, 2);
  if (type === "text/html") return renderHtmlOutput(text, context);
  if (type === "image/svg+xml") {
    if (!/<svg[\s>]/i.test(text) || text.length > LARGEST_IMAGE) {
      return undefined;
    }
    const drawing = renderSvgFigure(text, context, {
      alt: alternative(output, cell),
    });
    return { kind: "figure", lines: 0, ...drawing };
  }
  if (type.startsWith("image/")) {
    return renderBitmap(type, text, output, cell, context);
  }
  if (type === "text/latex") return renderLatex(text, context);
  if (type === "text/markdown") {
    const pieces = renderMarkdown(text.slice(0, LONGEST_TEXT), context, {
      headingShift: 2,
    });
    const html = pieces.map((piece) =>
      piece.kind === "heading" ? `<h3>${piece.html}</h3>` : piece.html
    ).join("");
    return {
      kind: "rich",
      html: `<div class="rich">${html}</div>`,
      lines: text.split("\n").length,
      text,
    };
  }
  return { kind: "output", ...renderText(text, { abridge, label: "Output" }) };
}

/** Lines of a text output on a slide or page before the rest is folded away. */
export const DEFAULT_LINES = 14;

function renderLatex(
  text: string,
  context: RenderContext,
): Rendered | undefined {
  if (!context.tools.renderMaths) return undefined;
  const formula = text.trim().replace(/^\$\$?|\$\$?$/g, "").replace(
    /^\\displaystyle/,
    "",
  );
  context.uses.add("maths");
  const html = `<div class="rich maths">${
    context.tools.renderMaths(formula, true)
  }</div>`;
  return { kind: "rich", html, lines: 3, text };
}

function renderBitmap(
  type: string,
  base64: string,
  output: DisplayDataOutput | ExecuteResultOutput,
  cell: SlideCell,
  context: RenderContext,
): Rendered | undefined {
  if (base64.length > LARGEST_IMAGE) {
    context.warn(
      `an image of ${base64.length} characters is left out: too large`,
    );
    return undefined;
  }
  const content = base64.replace(/[^A-Za-z0-9+/=]/g, "");
  const said = output.metadata?.[type] as
    | { width?: number; height?: number }
    | undefined;
  const found = type === "image/png" ? readPngSize(content) : undefined;
  const size = {
    width: Number(said?.width ?? found?.width) || 640,
    height: Number(said?.height ?? found?.height) || 420,
  };
  const alt = alternative(output, cell) ?? plainAlternative(output);
  if (alt === undefined) {
    context.warn(
      'an image has no alternative text; say what it shows with "slides": {"alt": "…"}',
    );
  }
  const name = escapeHtml(alt ?? `Image made by cell ${cell.number}`);
  const html =
    `<figure class="bitmap" style="--width:${size.width};--height:${size.height}"><img src="data:${type};base64,${content}" alt="${name}"></figure>`;
  return { kind: "figure", html, lines: 0, size, text: alt ?? "" };
}

function alternative(
  output: DisplayDataOutput | ExecuteResultOutput,
  cell: SlideCell,
): string | undefined {
  const said = output.metadata?.alt;
  return cell.settings.alt ??
    (typeof said === "string" && said !== "" ? said : undefined);
}

/** The text form of an image, unless it only says what object it is: `<Figure size 640x480 …>`. */
function plainAlternative(
  output: DisplayDataOutput | ExecuteResultOutput,
): string | undefined {
  const plain = output.data["text/plain"];
  if (typeof plain !== "string" || /^\s*</.test(plain)) return undefined;
  return plain.slice(0, 300);
}
