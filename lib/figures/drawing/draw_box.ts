import { round } from "./draw_text.ts";
import { paint } from "./tone.ts";

/** Where a box lies, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How a box is drawn: an area in a shade, an outline in another, or both. */
export interface BoxOptions {
  fill?: string;
  stroke?: string;
  strokeWidth?: number;
  dashed?: boolean;
  radius?: number;
}

/** A rectangle. `fill` and `stroke` name shades, such as `panel` or `app-ground`. */
export function drawBox(box: Box, options: BoxOptions = {}): string {
  const { fill, stroke, strokeWidth = 1.5, dashed = false, radius = 0 } =
    options;
  const place = `x="${round(box.x)}" y="${round(box.y)}" width="${
    round(box.width)
  }" height="${round(box.height)}"${radius ? ` rx="${radius}"` : ""}`;
  const area = fill ? `<rect ${paint("fill", fill)} ${place}/>` : "";
  const outline = stroke
    ? `<rect ${
      paint("stroke", stroke)
    } fill="none" stroke-width="${strokeWidth}"${
      dashed ? ' stroke-dasharray="7 6"' : ""
    } ${place}/>`
    : "";
  return area + outline;
}
