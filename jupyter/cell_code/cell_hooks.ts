/** Where the hooks leave what cells call: under a registered symbol, which no variable of a cell hides. */
export const CELL_HOOKS = 'globalThis[Symbol.for("sockets.cell")]';

/** What cells call. */
export interface CellHooks {
  /** Opens a cell: what it starts from now on is its own. */
  begin(name: string): void;
  /** Closes it: sends its last value, if there is one, with the fence, which is the last the cell does. Never rejects. */
  end(
    fenceId: string,
    executionCount: number | null,
    ...value: [] | [unknown]
  ): Promise<void>;
  /** A wait that can be interrupted. */
  wait(value: unknown): unknown;
  /** The same for each step of `for await`. */
  each(stream: unknown): unknown;
  /** Keeps a cell that is stopped from catching that. */
  caught(): void;
}

/** Code that opens a cell. */
export function beginCode(name: string): string {
  return `${CELL_HOOKS}.begin(${JSON.stringify(name)});`;
}

/** Code that closes a cell. */
export function endCode(fenceId: string): string {
  return `await ${CELL_HOOKS}.end(${JSON.stringify(fenceId)}, null);`;
}
