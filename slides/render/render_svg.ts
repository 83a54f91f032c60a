import type { Block } from "./block.ts";
import { escapeHtml } from "./escape_html.ts";
import type { RenderContext } from "./render_context.ts";

/** A drawing as a figure that takes the theme's colours. */
export function renderSvgFigure(
  source: string,
  context: RenderContext,
  options: { alt?: string; grow?: number } = {},
): Pick<Block, "html" | "size" | "text"> {
  const id = `drawing-${context.nextNumber()}`;
  const { svg, css, size } = context.tools.sanitizeSvg!(source, id);
  const style = css === "" ? "" : `<style>${css}</style>`;
  const named = nameDrawing(svg, options.alt, context);
  const { width, height } = size ?? { width: 640, height: 400 };
  const grow = options.grow ? `;--grow:${options.grow}px` : "";
  return {
    html:
      `<figure class="drawing" id="${id}" style="--width:${width};--height:${height}${grow}">${style}${named.svg}</figure>`,
    size: { width, height },
    text: named.name,
  };
}

/** Sees to it that a drawing has a role and a name, and scales with its place. */
function nameDrawing(
  svg: string,
  alt: string | undefined,
  context: RenderContext,
): { svg: string; name: string } {
  const title = svg.match(/<title[^>]*>([^<]*)<\/title>/)?.[1] ?? "";
  const name = alt ?? decodeText(title);
  if (name.trim() === "") {
    context.warn(
      'a drawing has no title; say what it shows with "slides": {"alt": "…"}',
    );
  }
  const labelled = /^<svg[^>]*\saria-label/.test(svg) && alt === undefined;
  const label = labelled
    ? ""
    : ` aria-label="${escapeHtml(name.trim() || "Drawing without a title")}"`;
  const root = svg.replace(/^<svg([^>]*)>/, (_, attributes: string) => {
    const kept = attributes.replace(
      alt === undefined
        ? /\s(width|height|role)="[^"]*"/g
        : /\s(width|height|role|aria-[a-z]+)="[^"]*"/g,
      "",
    ).replace(/\sstyle="([^"]*)"/, keepVariables);
    const box = /\sviewBox=/.test(kept) ? "" : viewBox(attributes);
    return `<svg${kept}${box} role="img"${label} focusable="false">`;
  });
  return { svg: root, name };
}

/** Of a root's own style only its variables: the slide says how large it is. */
function keepVariables(_: string, style: string): string {
  const variables = style.match(/--[\w-]+:[^;]+/g);
  return variables ? ` style="${variables.join(";")}"` : "";
}

function viewBox(attributes: string): string {
  const width = attributes.match(/\swidth="([\d.]+)/)?.[1];
  const height = attributes.match(/\sheight="([\d.]+)/)?.[1];
  return width && height ? ` viewBox="0 0 ${width} ${height}"` : "";
}

function decodeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
