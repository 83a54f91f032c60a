import type { FormatProblem } from "./notebook_format_error.ts";
import { findCellProblems } from "./find_cell_problems.ts";
import { isInteger, isObject, quoteJson } from "./json_value.ts";

/**
 * Compares a parsed notebook file with nbformat 4.5 and lists what is wrong.
 *
 * Files of nbformat 4.0 to 4.4, whose cells may have no ids, pass as what they are; later minor versions
 * may have keys this one does not know.
 *
 * Source: the JSON schema nbformat.v4.5.schema.json of the nbformat project.
 */
export function findFormatProblems(file: unknown): FormatProblem[] {
  if (!isObject(file)) {
    return [{ message: "a notebook is a JSON object with cells and metadata" }];
  }
  const { nbformat, nbformat_minor: minor } = file;
  if (nbformat !== 4 || !isInteger(minor)) {
    return [{ message: explainVersion(nbformat, minor) }];
  }
  return [
    ...findTopLevelProblems(file, minor),
    ...(Array.isArray(file.cells)
      ? file.cells.flatMap((cell, index) =>
        findCellProblems(cell, minor).map((problem) => ({
          ...problem,
          cell: index + 1,
        }))
      )
      : [{ message: `"cells" must be an array` }]),
    ...findRepeatedIds(file.cells),
  ];
}

function explainVersion(nbformat: unknown, minor: unknown): string {
  if (nbformat === undefined) {
    return `"nbformat" is missing: is this a Jupyter notebook?`;
  }
  return `nbformat ${quoteJson(nbformat)}.${
    quoteJson(minor)
  } is not nbformat 4: convert it with "jupyter nbconvert --to notebook --inplace"`;
}

const TOP_LEVEL_KEYS = ["cells", "metadata", "nbformat", "nbformat_minor"];

function findTopLevelProblems(
  file: Record<string, unknown>,
  minor: number,
): FormatProblem[] {
  const problems: FormatProblem[] = [];
  const unknown = Object.keys(file).find((key) =>
    !TOP_LEVEL_KEYS.includes(key)
  );
  if (unknown !== undefined && minor <= 5) {
    problems.push({ message: `unknown key "${unknown}" beside the cells` });
  }
  if (!isObject(file.metadata)) {
    return [...problems, { message: `"metadata" must be an object` }];
  }
  const { kernelspec, language_info: language } = file.metadata;
  if (kernelspec !== undefined) {
    for (const key of ["name", "display_name"]) {
      if (!isObject(kernelspec) || typeof kernelspec[key] !== "string") {
        problems.push({ message: `"metadata.kernelspec.${key}" must be text` });
      }
    }
  }
  if (
    language !== undefined &&
    (!isObject(language) || typeof language.name !== "string")
  ) {
    problems.push({ message: `"metadata.language_info.name" must be text` });
  }
  return problems;
}

function findRepeatedIds(cells: unknown): FormatProblem[] {
  if (!Array.isArray(cells)) return [];
  const firstCellOf = new Map<string, number>();
  return cells.flatMap((cell, index) => {
    const id = isObject(cell) ? cell.id : undefined;
    if (typeof id !== "string") return [];
    const first = firstCellOf.get(id);
    if (first === undefined) {
      firstCellOf.set(id, index + 1);
      return [];
    }
    const message = `the id is already that of cell ${first}`;
    return [{ message, cell: index + 1, id }];
  });
}
