/// <reference lib="dom" />
/** What tests use of the application object that JupyterLab and Notebook 7 give to the page. */
import type { Output } from "../../../jupyter/notebook.ts";

/** The whole front-end, `jupyterapp` in the page. */
export interface JupyterApp {
  /** Resolves when what was open is open again. */
  restored: Promise<void>;
  shell: { currentWidget: NotebookPanel | null };
  commands: {
    hasCommand(id: string): boolean;
    commandExecuted: Signal<{ id: string; result: Promise<unknown> }>;
    execute(id: string, args: Record<string, unknown>): Promise<NotebookPanel>;
  };
}

interface Signal<Told> {
  connect(slot: (sender: unknown, told: Told) => void): void;
  disconnect(slot: (sender: unknown, told: Told) => void): void;
}

/** A notebook in its tab. */
export interface NotebookPanel {
  content: {
    widgets: CellWidget[];
    activeCellIndex: number;
    scrollToItem(index: number, align?: string): Promise<void>;
  };
  context: { path: string; ready: Promise<void>; model: { dirty: boolean } };
  sessionContext: {
    ready: Promise<void>;
    session: { kernel: { status: string } | null } | null;
    statusChanged: Signal<string>;
    shutdown(): Promise<void>;
  };
  dispose(): void;
}

/** A cell on the page. */
export interface CellWidget {
  node: HTMLElement;
  /** Resolves when it has come into view and is drawn. */
  ready: Promise<void>;
  model: {
    id: string;
    type: string;
    executionCount: number | null;
    sharedModel: { getSource(): string };
    outputs: { toJSON(): Output[] };
  };
}

/** The part of a page's global object that is Jupyter's, with what the tests keep there. */
export interface JupyterWindow {
  jupyterapp?: JupyterApp;
  /** Resolves when the command that runs cells has ended. */
  ran?: Promise<true>;
  /** Resolves when the kernel that is being restarted is ready. */
  restarted?: Promise<void>;
}
