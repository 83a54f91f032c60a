import { SANS } from "./drawing/draw_text.ts";
import { escapeXml } from "./drawing/escape_xml.ts";
import { drawBox } from "./drawing/draw_box.ts";
import { styleRules } from "./drawing/tone.ts";

/** The method by which a value shows itself in a Jupyter notebook. */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for(
  "Jupyter.display",
) as never;
const DENO_INSPECT: unique symbol = Symbol.for("Deno.customInspect") as never;

/**
 * What a figure shows itself as, by media type.
 *
 * @example
 * ```ts
 * import { type FigureBundle, layerStack } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const figure = layerStack();
 * // What a notebook asks of the value at the end of a cell.
 * const show = Reflect.get(figure, Symbol.for("Jupyter.display"));
 * const bundle: FigureBundle = show.call(figure);
 * assertEquals(Object.keys(bundle), ["image/svg+xml", "text/plain"]);
 * ```
 */
export interface FigureBundle {
  /** The SVG document. */
  "image/svg+xml": string;
  /** The text form, for what shows no pictures. */
  "text/plain": string;
}

/**
 * A drawing of recorded facts. As the last expression of a notebook cell it shows itself, in a
 * terminal `console.log` prints its text form, and `svg` and `text` serve everything else.
 *
 * @example
 * ```ts
 * import { attempts, type Figure } from "sockets/figures";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const figure: Figure = attempts([]);
 * assert(figure.svg.startsWith("<svg"));
 * assertEquals(figure.text, Deno.inspect(figure)); // What console.log prints.
 * ```
 */
export interface Figure {
  /** What the figure is, in a few words; screen readers read it first. */
  readonly title: string;
  /** What the figure shows, in sentences. */
  readonly description: string;
  /** Natural width in pixels: labels are 16 px or more at this width. */
  readonly width: number;
  /** Natural height in pixels. */
  readonly height: number;
  /** A self-contained SVG document. */
  readonly svg: string;
  /** The same facts as lines of at most 100 columns. */
  readonly text: string;
  /** What a notebook shows. */
  [JUPYTER_DISPLAY](): FigureBundle;
  /** What `console.log` prints. */
  [DENO_INSPECT](): string;
}

/** What `createFigure` makes a figure of. */
export interface Drawing {
  title: string;
  description: string;
  width: number;
  height: number;
  /** SVG elements, painted in this order. */
  shapes: string[];
  /** Lines of the text form. */
  lines: string[];
}

/**
 * Makes a figure that shows itself of shapes already drawn.
 *
 * Its ids are unique on a page: they are taken from the content, so that the same facts give the
 * same file, and numbered when the same figure is made or shown more than once.
 */
export function createFigure(drawing: Drawing): Figure {
  const { title, description } = drawing;
  const width = Math.ceil(drawing.width);
  const height = Math.ceil(drawing.height);
  const text = drawing.lines.map((line) => line.trimEnd()).join("\n");
  const body = drawBox({ x: 0, y: 0, width, height }, { fill: "paper" }) +
    drawing.shapes.join("");
  const svgWithNextId = () =>
    wrapSvg(nextId(body), { ...drawing, width, height }, body);
  const svg = svgWithNextId();
  let shown = false;
  return {
    title,
    description,
    width,
    height,
    svg,
    text,
    [JUPYTER_DISPLAY]() {
      const again = shown;
      shown = true;
      return {
        "image/svg+xml": again ? svgWithNextId() : svg,
        "text/plain": text,
      };
    },
    [DENO_INSPECT]: () => text,
  };
}

function wrapSvg(
  id: string,
  { title, description, width, height }: Drawing,
  body: string,
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;height:auto" font-family="${SANS}"><title id="${id}-title">${
    escapeXml(title)
  }</title><desc id="${id}-desc">${escapeXml(description)}</desc><style>${
    styleRules(id, body)
  }</style>${body}</svg>`;
}

const timesMade = new Map<string, number>();

function nextId(body: string): string {
  const name = `figure-${fingerprint(body)}`;
  const times = (timesMade.get(name) ?? 0) + 1;
  timesMade.set(name, times);
  return times === 1 ? name : `${name}-${times}`;
}

/** FNV-1a over UTF-16 units, twice with different seeds: 64 bits are plenty for one page. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193].map((seed) => {
    let hash = seed;
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
