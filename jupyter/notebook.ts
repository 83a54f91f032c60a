/** What a notebook file holds, in the words of nbformat 4.5. */
import type { NotebookLayout } from "./notebook_layout.ts";

/** A notebook: its cells in order, and what is said about it as a whole. */
export interface Notebook {
  cells: Cell[];
  metadata: NotebookMetadata;
  nbformat: number;
  nbformat_minor: number;
  /** How the file was written; with it `formatNotebook` gives back the same bytes. */
  layout?: NotebookLayout;
}

/** What is said about the notebook as a whole; keys nobody here knows are kept. */
export interface NotebookMetadata {
  kernelspec?: { name: string; display_name: string; [key: string]: unknown };
  language_info?: { name: string; [key: string]: unknown };
  title?: string;
  [key: string]: unknown;
}

/** One cell. Tell the kinds apart by `cell_type`. */
export type Cell = CodeCell | MarkdownCell | RawCell;

/** A cell that a kernel runs. */
export interface CodeCell extends CellCommon {
  cell_type: "code";
  outputs: Output[];
  /** Its prompt number, `null` if it has not run. */
  execution_count: number | null;
}

/** A cell of text in Markdown. */
export interface MarkdownCell extends CellCommon {
  cell_type: "markdown";
  /** Media by file name, which the text addresses as `attachment:<name>`. */
  attachments?: Record<string, MimeBundle>;
}

/** A cell that only exporters read. */
export interface RawCell extends CellCommon {
  cell_type: "raw";
  attachments?: Record<string, MimeBundle>;
}

/** What all cells have. */
export interface CellCommon {
  /** Unique in the notebook. A file older than nbformat 4.5 has none; its cells are called `cell-1`, `cell-2`, …. */
  id: string;
  /** The text, joined, with `\n` between lines as written. */
  source: string;
  metadata: CellMetadata;
}

/** What is said about one cell; keys nobody here knows are kept. */
export interface CellMetadata {
  tags?: string[];
  slideshow?: { slide_type?: string; [key: string]: unknown };
  jupyter?: {
    source_hidden?: boolean;
    outputs_hidden?: boolean;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

/** One output of a code cell. Tell the kinds apart by `output_type`. */
export type Output =
  | StreamOutput
  | DisplayDataOutput
  | ExecuteResultOutput
  | ErrorOutput;

/** Text that the cell printed. */
export interface StreamOutput {
  output_type: "stream";
  /** `stdout` or `stderr`. */
  name: string;
  text: string;
}

/** Something the cell displayed, in one or more forms. */
export interface DisplayDataOutput {
  output_type: "display_data";
  data: MimeBundle;
  metadata: Record<string, unknown>;
}

/** The value of the cell's last expression. */
export interface ExecuteResultOutput {
  output_type: "execute_result";
  data: MimeBundle;
  metadata: Record<string, unknown>;
  execution_count: number | null;
}

/** The error that ended the cell. */
export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  /** Lines, often with ANSI colours. */
  traceback: string[];
}

/** One thing in several forms, by media type: joined text, or a JSON value for JSON types. */
export type MimeBundle = Record<string, unknown>;
