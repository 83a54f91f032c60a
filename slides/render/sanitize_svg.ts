// @ts-types="@types/sanitize-html"
import sanitize from "sanitize-html";
import { isHarmlessCss, scopeCss } from "./sanitize_css.ts";

const TAGS =
  "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc marker linearGradient radialGradient stop pattern clipPath mask filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge feMergeNode feDropShadow feMorphology feTurbulence feDisplacementMap image a switch"
    .split(" ");

const EMBEDDED_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,/i;

/** A drawing that can stand in a page: no scripts, no outside addresses, ids and styles of its own. */
export interface SafeSvg {
  /** The `svg` element. */
  svg: string;
  /** Style sheet, scoped to `#<prefix>`; put it before the drawing, inside the element with that id. */
  css: string;
  /** Natural size from the view box or the width and height. */
  size?: { width: number; height: number };
}

/**
 * Keeps of an SVG document what draws. Ids get `prefix`, so that two drawings on one page
 * do not take each other's markers and clip paths.
 */
export function sanitizeSvg(source: string, prefix: string): SafeSvg {
  const start = source.search(/<svg[\s>]/i);
  let css = "";
  const drawing = source.slice(Math.max(start, 0)).replace(
    /<style[^>]*>([\s\S]*?)<\/style\s*>/gi,
    (_, rules: string) => {
      css += decodeEntities(rules);
      return "";
    },
  );
  const rename = renamer(drawing, prefix);
  const svg = sanitize(drawing, {
    allowedTags: TAGS,
    allowedAttributes: false,
    nonTextTags: ["script", "style", "foreignObject", "iframe", "textarea"],
    parser: { xmlMode: true, decodeEntities: true },
    transformTags: {
      "*": (tagName, attributes) => ({
        tagName,
        attribs: keepAttributes(attributes, rename),
      }),
    },
  });
  return {
    svg,
    css: scopeCss(rename(css), `#${prefix}`),
    size: naturalSize(svg),
  };
}

/** Gives every id that the drawing defines its prefix, wherever it is used. */
function renamer(drawing: string, prefix: string): (text: string) => string {
  const ids = new Set(
    [...drawing.matchAll(/\sid\s*=\s*["']([^"'\s]+)["']/g)].map((match) =>
      match[1]
    ),
  );
  return (text) =>
    text.replace(
      /#([A-Za-z_][\w.:-]*)/g,
      (whole, id) => ids.has(id) ? `#${prefix}-${id}` : whole,
    );
}

function keepAttributes(
  attributes: Record<string, string>,
  rename: (text: string) => string,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const lower = name.toLowerCase();
    if (lower.startsWith("on") || !/^[a-z_][\w:.-]*$/i.test(name)) continue;
    if (/^(src|xml:base|formaction|action)$/.test(lower)) continue;
    if (/script\s*:/i.test(value)) continue;
    if (lower.endsWith("href")) {
      if (value.startsWith("#")) kept[name] = rename(value);
      else if (EMBEDDED_IMAGE.test(value)) kept[name] = value;
      continue;
    }
    if (/url\(|\\/i.test(value) || lower === "style") {
      if (!isHarmlessCss(value)) continue;
    }
    if (lower === "id") kept[name] = rename(`#${value}`).slice(1);
    else if (/^aria-(labelledby|describedby)$/.test(lower)) {
      kept[name] = value.split(/\s+/).map((id) => rename(`#${id}`).slice(1))
        .join(" ");
    } else kept[name] = rename(value);
  }
  return kept;
}

function naturalSize(svg: string): SafeSvg["size"] {
  const root = svg.match(/^<svg[^>]*>/)?.[0] ?? "";
  const box = root.match(
    /viewBox="\s*[\d.e+-]+[\s,]+[\d.e+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)/,
  );
  if (box) return { width: Number(box[1]), height: Number(box[2]) };
  const width = root.match(/\swidth="([\d.]+)(px)?"/);
  const height = root.match(/\sheight="([\d.]+)(px)?"/);
  return width && height
    ? { width: Number(width[1]), height: Number(height[1]) }
    : undefined;
}

function decodeEntities(text: string): string {
  return text.replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
