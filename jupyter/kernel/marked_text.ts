/** A piece of what was printed, and the cell that is over and printed it, if that was not the one that runs. */
export interface MarkedText {
  cell?: string;
  text: string;
}

// The hooks mark with what nobody prints.
const MARK = /\0\{([^\0]*)\0([^]*?)\0\}\0/g;

/** Takes text apart that the hooks have marked (`markOutputs`). */
export function splitMarkedText(text: string): MarkedText[] {
  if (!text.includes("\0{")) return [{ text }];
  const pieces: MarkedText[] = [];
  let offset = 0;
  for (const mark of text.matchAll(MARK)) {
    if (mark.index > offset) {
      pieces.push({ text: text.slice(offset, mark.index) });
    }
    pieces.push({ cell: mark[1], text: mark[2] });
    offset = mark.index + mark[0].length;
  }
  if (offset < text.length) pieces.push({ text: text.slice(offset) });
  return pieces;
}
