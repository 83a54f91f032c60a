import type { AspectRatio, ThemeName } from "../settings/deck_settings.ts";

/** What an export is asked to make, and how. */
export interface ExportOptions {
  /** Folder for what is made. */
  output: string;
  theme?: ThemeName;
  ratio?: AspectRatio;
  /** Takes the notebooks' HTML and scripts as they are. */
  trust: boolean;
  /** Leaves the speaker's notes out of everything. */
  isPublic: boolean;
  /** Lays every slide out in a browser and mends those that overflow. */
  layout: boolean;
  /** Also makes a page that reads as a chapter. */
  page: boolean;
  /** Also makes a PDF with one slide on each page. */
  pdf: boolean;
  /** Also makes a PDF with so many slides on each page, and notes. */
  handout?: 2 | 3;
  /** Also makes a picture of all slides. */
  contactSheet: boolean;
  /** Folder of the notebooks as students open them, for links back; where they lie if not said. */
  source?: string;
  /** Address under which a server shows the notebooks' folder, for links back. */
  sourceUrl?: string;
  /** Folder whose images notebooks may embed, besides their own. */
  root: string;
}

/** What was made of one notebook. */
export interface DeckReport {
  notebook: string;
  deck: string;
  page?: string;
  pdf?: string;
  handout?: string;
  contactSheets?: string[];
  title: string;
  slides: number;
  /** Size of the deck in bytes. */
  bytes: number;
  seconds: number;
  /** Whether every slide was seen to fit, in which ratios. */
  measured: string[];
  /** What was done so that slides fit. */
  fitted: FitReport[];
  warnings: string[];
}

/** What was done to one slide in one aspect ratio. */
export interface FitReport {
  /** Id of the slide's first cell. */
  cell: string;
  ratio: string;
  /** Such as `tightened`, `scaled to 85 %`, `split into 2`, `overflows by 40 px`. */
  action: string;
  /** Pixels that still stick out; 0 if it fits. */
  overflow: number;
}
