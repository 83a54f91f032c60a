/** Wraps a text in a terminal style. */
export type AnsiStyle = (text: string) => string;

/** Bold text. */
export const bold: AnsiStyle = ansiStyle(1, 22);
/** Red text. */
export const red: AnsiStyle = ansiStyle(31, 39);
/** Green text. */
export const green: AnsiStyle = ansiStyle(32, 39);
/** White text. */
export const white: AnsiStyle = ansiStyle(37, 39);
/** Gray text. */
export const gray: AnsiStyle = ansiStyle(90, 39);
/** Text on red. */
export const onRed: AnsiStyle = ansiStyle(41, 49);
/** Text on green. */
export const onGreen: AnsiStyle = ansiStyle(42, 49);

/** The style between two SGR codes (ECMA-48 §8.3.117); plain under `NO_COLOR`. */
function ansiStyle(startCode: number, endCode: number): AnsiStyle {
  if (Deno.noColor) return (text) => text;
  const start = `\x1b[${startCode}m`;
  const end = `\x1b[${endCode}m`;
  // The end of a style inside this one would end this one too: start it anew.
  return (text) => start + text.replaceAll(end, start) + end;
}
