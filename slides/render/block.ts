/** A piece of a slide that is never cut in two: what layout places, and what may move to a next slide. */
export interface Block {
  kind: BlockKind;
  /** Finished, safe HTML. */
  html: string;
  /** Id of the cell it comes from. */
  cellId: string;
  /** Whether the cell begins here, so that its permalink leads here. */
  first?: boolean;
  /** Which step brings it in. */
  fragment?: number;
  /** How it comes in. */
  fragmentStyle?: string;
  /** Steps of line highlighting inside. */
  steps?: number;
  /** Estimated lines of text and, for figures, width by height. */
  lines: number;
  /** Longest line of code, in characters. */
  columns?: number;
  size?: { width: number; height: number };
  /** Text for searching. */
  text: string;
}

/** Prose, code that was typed, text that came out, a table or other HTML, a figure. */
export type BlockKind = "prose" | "code" | "output" | "rich" | "figure";
