import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawText, SMALL, SMALL_MONO } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { groundOf } from "../drawing/tone.ts";
import { type LegendEntry } from "./number_fields.ts";

const ROW = 27;
const LEFT = 10;
const NUMBER = 22;
const SWATCH = 18;
const SPACE = 10;

/** Columns of a legend: how wide, and where values begin. */
interface LegendColumns {
  count: number;
  width: number;
  nameWidth: number;
}

/** Draws number, colour, name and meaning of each field; returns the height at which they end. */
export function drawLegend(
  entries: readonly LegendEntry[],
  top: number,
  width: number,
): { shapes: string[]; bottom: number } {
  const columns = legendColumns(entries, width - 2 * LEFT);
  const rows = Math.ceil(entries.length / columns.count);
  const shapes = entries.map((entry, index) => {
    const column = Math.floor(index / rows);
    const x = LEFT + column * columns.width;
    return drawEntry(entry, x, top + (index % rows) * ROW, columns);
  });
  return { shapes, bottom: top + rows * ROW };
}

/** Two columns where all fit into half of the width, else one. */
function legendColumns(
  entries: readonly LegendEntry[],
  width: number,
): LegendColumns {
  const names = entries.map(({ field }) => textWidth(field.name, SMALL));
  const values = entries.map(({ field }) =>
    textWidth(field.value ?? "", SMALL_MONO)
  );
  const nameWidth = Math.min(240, Math.max(0, ...names));
  const whole = NUMBER + SWATCH + 2 * SPACE + nameWidth + SPACE +
    Math.max(0, ...values) + SPACE;
  const half = width / 2;
  return entries.length > 3 && whole <= half
    ? { count: 2, width: half, nameWidth }
    : { count: 1, width, nameWidth };
}

function drawEntry(
  { number, field }: LegendEntry,
  x: number,
  y: number,
  { width, nameWidth }: LegendColumns,
): string {
  const baseline = y + 19;
  const swatch = { x: x + NUMBER + SPACE, y: y + 4, width: SWATCH, height: 18 };
  const nameX = swatch.x + SWATCH + SPACE;
  const valueX = nameX + nameWidth + SPACE + 4;
  const room = x + width - valueX - 4;
  const name = abridgeToWidth(field.name, nameWidth, SMALL);
  const value = abridgeToWidth(field.value ?? "", room, SMALL_MONO);
  const fill = field.pale ? "panel" : groundOf(field.tone);
  return drawText(x + NUMBER, baseline, `${number}`, SMALL_MONO, {
    tone: field.tone,
    anchor: "end",
  }) +
    drawBox(swatch, { fill }) +
    drawBox({ ...swatch, y: y + 18, height: 4 }, { fill: field.tone }) +
    drawText(nameX, baseline, name, SMALL) +
    (value && drawText(valueX, baseline, value, SMALL_MONO, { tone: "soft" }));
}
