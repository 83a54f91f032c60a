import type { MimeBundle } from "../../jupyter/notebook.ts";
import { escapeHtml } from "./escape_html.ts";
import { highlightCode } from "./highlight_code.ts";
import {
  createMarkdownParser,
  finish,
  type MarkdownEnv,
  type MarkdownParser,
  parseMarkdown,
  renderTokens,
} from "./markdown_parser.ts";
import type { RenderContext } from "./render_context.ts";
import { renderImage, resolveImage } from "./render_image.ts";
import { renderSvgFigure } from "./render_svg.ts";

/** A piece of rendered Markdown at the top level: a paragraph, a list, a figure. */
export interface MarkdownPiece {
  kind: "heading" | "prose" | "figure" | "code";
  html: string;
  /** The source's words, for searching and for estimates. */
  text: string;
  /** Level of a heading. */
  level?: number;
  size?: { width: number; height: number };
}

type Token = ReturnType<MarkdownParser["parse"]>[number];

let parser: MarkdownParser | undefined;

/** Renders Markdown piece by piece, so that a long text can be divided between slides. */
export function renderMarkdown(
  source: string,
  context: RenderContext,
  options: { attachments?: Record<string, MimeBundle>; headingShift?: number } =
    {},
): MarkdownPiece[] {
  parser ??= createMarkdownParser();
  const env = createEnv(context, options);
  const tokens = parseMarkdown(parser, source, env);
  return groupTokens(tokens).map((group) => {
    const html = renderGroup(group, env, context);
    const first = group[0];
    const text = group.map((token) => token.content).filter(Boolean).join(" ");
    if (first.type === "heading_open" && group.length === 3) {
      // Inside the heading's tags, which the slide replaces by its own.
      const inner = html.replace(/^<h\d[^>]*>|<\/h\d>\s*$/g, "");
      const level = Number(first.tag.slice(1)) - env.headingShift;
      return { kind: "heading", html: inner, text, level };
    }
    const drawing = html.match(
      /^<figure class="drawing"[^>]*--width:([\d.]+);--height:([\d.]+)/,
    );
    if (drawing || /^<p><img [^>]*>\s*<\/p>\s*$/.test(html)) {
      const size = drawing
        ? { width: Number(drawing[1]), height: Number(drawing[2]) }
        : undefined;
      return { kind: "figure", html, text, size };
    }
    return { kind: first.type === "fence" ? "code" : "prose", html, text };
  });
}

function renderGroup(
  group: Token[],
  env: MarkdownEnv,
  context: RenderContext,
): string {
  const raw = group.some((token) =>
    token.type === "html_block" ||
    token.children?.some((child) => child.type === "html_inline")
  );
  let html = renderTokens(parser!, group, env);
  if (raw && !context.trust) {
    // Markdown's own output is safe already; only typed HTML needs the sanitiser.
    html = context.tools.sanitizeMarkup!(keepDrawings(html, env, context));
  }
  const marks = new RegExp(`${env.mark}(\\d+);`, "g");
  return html.replace(marks, (_, number) => env.finished[Number(number)] ?? "");
}

/** Drawings typed into Markdown have a sanitiser of their own. */
function keepDrawings(
  html: string,
  env: MarkdownEnv,
  context: RenderContext,
): string {
  return html.replace(
    /<svg[\s>][\s\S]*?<\/svg\s*>/gi,
    (svg) => finish(env, renderSvgFigure(svg, context).html),
  );
}

/** Tokens of one top-level block each; typed HTML holds together all it spans. */
function groupTokens(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) groups.push([]);
    groups[groups.length - 1].push(token);
    depth += token.nesting;
  }
  const isHtml = (group: Token[]) => group[0].type === "html_block";
  const first = groups.findIndex(isHtml);
  const last = groups.findLastIndex(isHtml);
  if (first === last) return groups;
  return [
    ...groups.slice(0, first),
    groups.slice(first, last + 1).flat(),
    ...groups.slice(last + 1),
  ];
}

function createEnv(
  context: RenderContext,
  options: { attachments?: Record<string, MimeBundle>; headingShift?: number },
): MarkdownEnv {
  return {
    finished: [],
    mark: `\uE000${crypto.randomUUID().replaceAll("-", "")}.`,
    headingShift: options.headingShift ?? 0,
    docId: String(context.nextNumber()),
    maths(source, display) {
      if (!context.tools.renderMaths) return escapeHtml(source);
      context.uses.add("maths");
      return context.tools.renderMaths(source, display);
    },
    fence: (source, language) => renderFence(source, language, context),
    image: (address, alt, title) =>
      renderImage(resolveImage(address, options.attachments, context), {
        alt,
        title,
        address,
        context,
      }),
    link: (address) => context.resolveLink(address),
    headingId: (text) =>
      context.target === "page" ? headingSlug(text) : undefined,
  };
}

/** The id Jupyter gives a heading: its words joined by hyphens. */
export function headingSlug(text: string): string {
  return text.replace(/[`*_]/g, "").trim().replace(/\s+/g, "-")
    .replace(/[^\p{L}\p{N}\-.]/gu, "");
}

function renderFence(
  source: string,
  language: string,
  context: RenderContext,
): string {
  if (/^\{?mermaid/.test(language) && context.tools.renderDiagram) {
    try {
      const svg = context.tools.renderDiagram(source);
      const title = source.match(/^\s*accTitle:\s*(.+)$/m)?.[1] ??
        source.trim().split("\n")[0];
      return renderSvgFigure(svg, context, {
        alt: `Diagram: ${title}`,
        grow: 1.7,
      }).html;
    } catch (error) {
      context.warn(`a diagram is shown as text: ${(error as Error).message}`);
    }
  }
  const code = highlightCode(source.replace(/\n$/, ""), language);
  return `<pre class="quoted" tabindex="0"><code>${code}</code></pre>`;
}
