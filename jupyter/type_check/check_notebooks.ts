/** Checks the code of notebooks, as students get them and with their solutions. */
import type { Notebook } from "../notebook.ts";
import { globalDeclarations } from "./cell_compiler.ts";
import { readAsObjectLiteral } from "./cell_parts.ts";
import { checkCells, type ModuleToCheck } from "./check_cells.ts";
import { EXCUSED_TAGS } from "./excused_tags.ts";
import type { Finding } from "./finding.ts";
import { lintCells } from "./lint_cells.ts";
import { moduleResolver } from "./module_resolver.ts";
import { notebookModule } from "./notebook_module.ts";
import { syntaxError } from "./syntax_error.ts";

/** A notebook to check. */
export interface NotebookToCheck {
  path: string;
  notebook: Notebook;
  /** Source of the solution cells by cell id. */
  solutions?: Map<string, string>;
}

/**
 * All findings in the cells of the notebooks, in their order, each once.
 *
 * @param root the project's folder, whose deno.json says what imports mean
 */
export async function checkNotebooks(
  notebooks: NotebookToCheck[],
  root: string,
): Promise<Finding[]> {
  const forms = notebooks.flatMap((entry) => [
    checkSyntax(entry),
    ...entry.solutions ? [checkSyntax(entry, entry.solutions)] : [],
  ]);
  if (forms.length === 0) return [];
  const modules = forms.map(({ module }) => module);
  const linting = lintCells(modules, root);
  const [resolve, globals] = await Promise.all([
    moduleResolver(root),
    globalDeclarations(),
  ]);
  const findings = [
    ...forms.flatMap(({ findings }) => findings),
    ...checkCells(modules, resolve, globals),
    ...await linting,
  ];
  return withoutRepeats(withoutHalfUnused(findings, notebooks));
}

/** A notebook's module, without the cells that can't be read: those are findings. */
function checkSyntax(
  { path, notebook }: NotebookToCheck,
  solutions?: Map<string, string>,
): { module: ModuleToCheck; findings: Finding[] } {
  const excused = new Set<string>();
  const findings: Finding[] = [];
  const cells = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    const { id, metadata } = cell;
    if (metadata.tags?.some((tag) => EXCUSED_TAGS.includes(tag))) {
      excused.add(id);
    }
    const source = solutions?.get(id) ?? cell.source;
    const problem = readAsObjectLiteral(source)
      ? undefined
      : syntaxError(source);
    cells.push({ id, source: problem ? "" : source });
    if (!problem || excused.has(id)) continue;
    findings.push({ notebook: path, cellId: id, rule: "syntax", ...problem });
  }
  const module = notebookModule(cells);
  return { module: { notebook: path, module, excused }, findings };
}

const UNUSED = /is declared but (its value is )?never (read|used)/;

/**
 * What is unused in one form only is used: `todo` until the exercises are solved, and what only solutions need.
 * An exercise's own cell differs between the forms, so there each form speaks for itself.
 */
function withoutHalfUnused(
  findings: Finding[],
  notebooks: NotebookToCheck[],
): Finding[] {
  const solutionsOf = new Map(
    notebooks.map(({ path, solutions }) => [path, solutions]),
  );
  const keys = findings.map((finding) => JSON.stringify(finding));
  return findings.filter(({ notebook, cellId, message }, index) => {
    const solutions = solutionsOf.get(notebook);
    if (!solutions || solutions.has(cellId) || !UNUSED.test(message)) {
      return true;
    }
    return keys.filter((key) => key === keys[index]).length === 2;
  });
}

/** What both forms of a notebook have in common is reported once. */
function withoutRepeats(findings: Finding[]): Finding[] {
  return [
    ...new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
      .values(),
  ];
}
