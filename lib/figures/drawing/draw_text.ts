import { escapeXml } from "./escape_xml.ts";
import { type Type } from "./text_width.ts";
import { paint, type Tone } from "./tone.ts";

/** The faces, Plex where it is installed or the page has it. Two families, no more. */
export const SANS =
  "'IBM Plex Sans','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif";
export const MONO =
  "'IBM Plex Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

/** Sizes of type in every figure: none is under 16 px. */
export const LABEL: Type = { size: 17, mono: true };
export const WORDS: Type = { size: 17 };
export const NAME: Type = { size: 18, bold: true };
export const SMALL: Type = { size: 16 };
export const SMALL_MONO: Type = { size: 16, mono: true };

/** Distance between the baselines of two lines of a label. */
export const LINE_HEIGHT = 22;

/** How `drawText` places a text. */
export interface TextOptions {
  tone?: Tone;
  anchor?: "start" | "middle" | "end";
  /** Clears the ground round the letters, so that a line passing under the text is interrupted. */
  knockOut?: boolean;
}

/** One line of text with its baseline at `y`. */
export function drawText(
  x: number,
  y: number,
  text: string,
  type: Type,
  options: TextOptions = {},
): string {
  const { tone = "ink", anchor = "start", knockOut = false } = options;
  const attributes = [
    paint("fill", tone),
    `x="${round(x)}" y="${round(y)}" font-size="${type.size}"`,
    type.mono ? `font-family="${MONO}"` : "",
    type.bold ? 'font-weight="600"' : "",
    anchor === "start" ? "" : `text-anchor="${anchor}"`,
    // Spaces inside a label count: they are part of what was sent.
    /^\s|\s\s|\s$/.test(text) ? 'xml:space="preserve"' : "",
  ].filter(Boolean).join(" ");
  const drawn = `<text ${attributes}>${escapeXml(text)}</text>`;
  return knockOut ? knockedOut(drawn) : drawn;
}

function knockedOut(drawn: string): string {
  return `<g ${
    paint("stroke", "paper")
  } stroke-width="7" stroke-linejoin="round" style="paint-order:stroke" paint-order="stroke">${drawn}</g>`;
}

/** A coordinate with at most one decimal: smaller files, same picture. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
