import type { FormatProblem } from "./notebook_format_error.ts";
import {
  findCountProblem,
  findOutputProblems,
} from "./find_output_problems.ts";
import { isMultilineText, isObject, quoteJson } from "./json_value.ts";

const COMMON_KEYS = ["id", "cell_type", "metadata", "source"];
const KEYS_OF: Record<string, string[]> = {
  code: [...COMMON_KEYS, "outputs", "execution_count"],
  markdown: [...COMMON_KEYS, "attachments"],
  raw: [...COMMON_KEYS, "attachments"],
};
/** Lists what is wrong with one cell of a parsed notebook file. */
export function findCellProblems(
  cell: unknown,
  minor: number,
): FormatProblem[] {
  if (!isObject(cell)) return [{ message: "a cell must be an object" }];
  const messages = [...findMessages(cell, minor)];
  const id = typeof cell.id === "string" ? cell.id : undefined;
  return messages.map((message) => ({ message, id }));
}

function* findMessages(
  cell: Record<string, unknown>,
  minor: number,
): Iterable<string> {
  const kind = String(cell.cell_type);
  if (!Object.hasOwn(KEYS_OF, kind)) {
    yield `unknown cell type ${
      quoteJson(cell.cell_type)
    }: expected "code", "markdown" or "raw"`;
    return;
  }
  const unknown = Object.keys(cell).find((key) => !KEYS_OF[kind].includes(key));
  if (unknown !== undefined && minor === 5) {
    yield `unknown key "${unknown}" in a ${kind} cell`;
  }
  yield* checkId(cell.id, minor);
  if (!isMultilineText(cell.source)) {
    yield `"source" must be text or an array of lines`;
  }
  yield* checkMetadata(cell.metadata);
  if (kind === "code") yield* checkCodeCell(cell, minor);
  else if (cell.attachments !== undefined && !isObject(cell.attachments)) {
    yield `"attachments" must be an object`;
  }
}

function* checkId(id: unknown, minor: number): Iterable<string> {
  if (minor < 5) return;
  if (id === undefined) yield "the id is missing";
  else if (typeof id !== "string" || !/^[a-zA-Z0-9_-]{1,64}$/.test(id)) {
    yield `the id ${quoteJson(id)} must be 1 to 64 letters, digits, "-" or "_"`;
  }
}

function* checkMetadata(metadata: unknown): Iterable<string> {
  if (!isObject(metadata)) {
    yield `"metadata" must be an object`;
    return;
  }
  const { tags } = metadata;
  if (tags === undefined) return;
  if (!Array.isArray(tags)) yield `"metadata.tags" must be an array`;
  else {
    const wrong = tags.find((tag) =>
      typeof tag !== "string" || !/^[^,]+$/.test(tag)
    );
    if (wrong !== undefined) {
      yield `the tag ${quoteJson(wrong)} must be text without a comma`;
    }
    if (new Set(tags).size !== tags.length) yield "a tag is repeated";
  }
}

function* checkCodeCell(
  cell: Record<string, unknown>,
  minor: number,
): Iterable<string> {
  yield* findCountProblem(cell.execution_count);
  if (!Array.isArray(cell.outputs)) {
    yield `"outputs" must be an array`;
    return;
  }
  for (const [index, output] of cell.outputs.entries()) {
    for (const message of findOutputProblems(output, minor)) {
      yield `output ${index + 1}: ${message}`;
    }
  }
}
