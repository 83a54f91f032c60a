import type { Figure } from "sockets/figures";

/** A figure drawn from something that has just happened. */
export interface LiveFigure {
  title: string;
  caption: string;
  figure: Figure;
}
