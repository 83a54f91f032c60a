/** Something the check found in a cell. */
import type { CellPosition } from "./notebook_module.ts";

/** One finding, where it stands and what is wrong. */
export interface Finding extends CellPosition {
  /** The notebook's path. */
  notebook: string;
  /** `type`, `floating-promise`, or the name of a lint rule. */
  rule: string;
  message: string;
}

/** `notebooks/en/03_byte_pipe.ipynb cell two-writes, 3:7 [type]: Cannot find name 'bar'.` */
export function formatFinding(finding: Finding): string {
  const { notebook, cellId, line, column, rule, message } = finding;
  return `${notebook} cell ${cellId}, ${line}:${column} [${rule}]: ${message}`;
}
