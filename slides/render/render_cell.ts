import type { CodeCell, Output } from "../../jupyter/notebook.ts";
import type { SlideCell } from "../tree/slide_tree.ts";
import type { Block } from "./block.ts";
import { escapeHtml } from "./escape_html.ts";
import { highlightCode } from "./highlight_code.ts";
import type { RenderContext } from "./render_context.ts";
import { renderError } from "./render_error.ts";
import { renderMarkdown } from "./render_markdown.ts";
import { DEFAULT_LINES, renderRich } from "./render_rich.ts";
import { LONGEST_TEXT, renderText } from "./render_text.ts";

/** A rendered cell; a first heading stands apart since a slide takes it for its title. */
export interface RenderedCell {
  heading?: { html: string; level: number; text: string };
  blocks: Block[];
}

/** Outputs of one cell that are rendered; the rest is counted. */
const MOST_OUTPUTS = 200;

/** Renders a cell as blocks, each of which stays in one piece. */
export function renderCell(
  entry: SlideCell,
  context: RenderContext,
): RenderedCell {
  const { cell } = entry;
  if (cell.cell_type === "markdown") return renderProse(entry, context);
  if (cell.cell_type === "raw") return { blocks: renderRaw(entry, context) };
  const blocks = [
    ...renderInput(cell, entry, context),
    ...renderOutputs(cell, entry, context),
  ];
  return { blocks };
}

function renderProse(entry: SlideCell, context: RenderContext): RenderedCell {
  const { cell } = entry;
  if (entry.visibility.input === "removed") return { blocks: [] };
  const attachments = "attachments" in cell ? cell.attachments : undefined;
  const pieces = renderMarkdown(cell.source, context, {
    attachments,
    headingShift: context.target === "deck" ? 1 : 0,
  });
  const rendered: RenderedCell = { blocks: [] };
  for (const { kind, html, text, level, size } of pieces) {
    const isFirst = rendered.blocks.length === 0 && !rendered.heading;
    if (kind === "heading" && isFirst) {
      rendered.heading = { html, level: level!, text };
      continue;
    }
    // Below the slide's title, or the chapter's.
    const shift = context.target === "deck" ? 1 : 0;
    const tag = `h${Math.min(6, Math.max(2, (level ?? 2) + shift))}`;
    rendered.blocks.push({
      ...describe(entry),
      kind: kind === "figure" ? "figure" : "prose",
      html: kind === "heading" ? `<${tag}>${html}</${tag}>` : html,
      lines: estimateLines(text),
      size,
      text,
    });
  }
  return rendered;
}

/** Raw cells are for other exporters; only those meant for HTML are shown. */
function renderRaw(entry: SlideCell, context: RenderContext): Block[] {
  const format = entry.cell.metadata.raw_mimetype ?? entry.cell.metadata.format;
  if (format !== "text/markdown") {
    if (format === "text/html") context.warn("a raw HTML cell is left out");
    return [];
  }
  return renderMarkdown(entry.cell.source, context).map(({ html, text }) => ({
    ...describe(entry),
    kind: "prose",
    html,
    lines: estimateLines(text),
    text,
  }));
}

function renderInput(
  cell: CodeCell,
  entry: SlideCell,
  context: RenderContext,
): Block[] {
  const { input } = entry.visibility;
  const source = cell.source.replace(/\s+$/, "");
  if (input === "removed" || source === "") return [];
  const steps = entry.settings.lines?.split("|") ?? [];
  const data = steps.length > 0
    ? ` data-steps="${escapeHtml(steps.join("|"))}"`
    : "";
  // Each step after the first is an empty fragment: what reveal.js steps through.
  const fragments = steps.slice(1).map(() =>
    '<i class="fragment line-step"></i>'
  );
  const pre =
    `<pre tabindex="0" role="group" aria-label="Code, cell ${entry.number}"${data}><code>${
      highlightCode(source, context.language)
    }</code>${fragments.join("")}</pre>`;
  const lines = source.split("\n");
  return [{
    ...describe(entry),
    kind: "code",
    html: input === "folded" ? fold("Code", pre) : pre,
    lines: input === "folded" ? 1 : lines.length,
    columns: Math.max(...lines.map((line) => line.length)),
    text: source,
    steps: steps.length,
  }];
}

function renderOutputs(
  cell: CodeCell,
  entry: SlideCell,
  context: RenderContext,
): Block[] {
  const { output: visibility } = entry.visibility;
  if (visibility === "removed") return [];
  const outputs = mergeStreams(cell.outputs);
  if (outputs.length > MOST_OUTPUTS) {
    context.warn(
      `${
        outputs.length - MOST_OUTPUTS
      } of ${outputs.length} outputs are left out`,
    );
  }
  const blocks: Block[] = [];
  for (const output of outputs.slice(0, MOST_OUTPUTS)) {
    const rendered = context.spend(outputSize(output))
      ? renderOutput(output, entry, context)
      : leftOut(entry, context);
    if (!rendered) continue;
    const html = visibility === "folded"
      ? fold("Output", rendered.html)
      : rendered.html;
    blocks.push({ ...describe(entry), ...rendered, html });
  }
  return blocks;
}

function renderOutput(
  output: Output,
  entry: SlideCell,
  context: RenderContext,
): Pick<Block, "kind" | "html" | "lines" | "size" | "text"> | undefined {
  if (output.output_type === "stream") {
    if (output.text === "") return undefined;
    const isError = output.name === "stderr";
    const label = isError ? "Standard error" : "Output";
    const abridge = entry.settings.abridge ?? DEFAULT_LINES;
    const { html, lines, text } = renderText(output.text, { abridge, label });
    const marked = isError ? `<div class="stderr">${html}</div>` : html;
    return { kind: "output", html: marked, lines, text };
  }
  if (output.output_type === "error") {
    const tags = entry.cell.metadata.tags ?? [];
    const expected = tags.includes("raises-exception");
    return { kind: "output", ...renderError(output, expected) };
  }
  return renderRich(output, entry, context);
}

/** Characters that an output can add to the file. */
function outputSize(output: Output): number {
  if (output.output_type === "stream") {
    return Math.min(output.text.length, LONGEST_TEXT);
  }
  if (output.output_type === "error") {
    return Math.min(output.evalue.length, LONGEST_TEXT) + 1000;
  }
  return Object.values(output.data).reduce<number>(
    (most, form) =>
      Math.max(most, typeof form === "string" ? form.length : 1000),
    0,
  );
}

function leftOut(
  entry: SlideCell,
  context: RenderContext,
): Pick<Block, "kind" | "html" | "lines" | "text"> {
  context.warn(
    `outputs from cell ${entry.number} on are left out: the file would be too large`,
  );
  return {
    kind: "output",
    html:
      '<p class="omitted">An output that would make this file too large</p>',
    lines: 1,
    text: "",
  };
}

/** Consecutive pieces of the same stream are one output, as front ends show them. */
function mergeStreams(outputs: Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged[merged.length - 1];
    if (
      output.output_type === "stream" && last?.output_type === "stream" &&
      last.name === output.name
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + output.text };
    } else merged.push(output);
  }
  return merged;
}

function describe(
  entry: SlideCell,
): Pick<Block, "cellId" | "fragment" | "fragmentStyle"> {
  return {
    cellId: entry.cell.id,
    fragment: entry.fragment,
    fragmentStyle: entry.settings.fragment,
  };
}

function fold(label: string, html: string): string {
  return `<details class="folded"><summary>${label}</summary>${html}</details>`;
}

function estimateLines(text: string): number {
  return Math.max(1, Math.ceil(text.length / 72));
}
