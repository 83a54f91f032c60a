/** What is changed in a cell before a kernel runs it. */
import type { Program } from "acorn";
import { beginCode, CELL_HOOKS, endCode } from "./cell_hooks.ts";
import type { CellFrame } from "./compile_cell.ts";

/** The text from `start` to `end` gives way to `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What is changed in one cell. */
export interface CellEdits {
  /** In order. */
  edits: Edit[];
  /** Whether its top level awaits anything. */
  waits: boolean;
}

/** A node of the syntax tree, whatever its kind. */
type SyntaxNode =
  & { type: string; start: number; end: number }
  & Record<
    string,
    unknown
  >;

/**
 * The edits that make a cell's own waits interruptible and let it show its last value.
 *
 * ```text
 *                          →  begin(name)
 * import { a } from "x"    →  const { a } = await wait(import("x"))     as the kernel does it
 * await value              →  await wait(value)
 * for await (… of stream)  →  for await (… of each(stream))
 * catch { …                →  catch { caught(); …     a cell that is stopped catches nothing
 * lastValue                →  await end(fence, number, lastValue)
 * ```
 * Functions stay as they are: in the end, whoever waits for them waits at the cell's top level.
 */
export function findEdits(
  program: Program,
  source: string,
  frame: CellFrame,
): CellEdits {
  const edits: Edit[] = [];
  let waits = false;
  visitTopLevel(program as unknown as SyntaxNode, (node) => {
    if (node.type === "AwaitExpression") {
      edits.push(...around(node.argument, `${CELL_HOOKS}.wait(`, ")"));
    } else if (node.type === "ForOfStatement" && node.await) {
      edits.push(...around(node.right, `${CELL_HOOKS}.each(`, ")"));
    } else if (node.type === "ImportDeclaration") {
      edits.push(importEdit(node, source));
    } else {
      if (node.type === "CatchClause") edits.push(catchEdit(node));
      return;
    }
    waits = true;
  });
  const begin = { start: 0, end: 0, text: beginCode(frame.name) };
  const end = endEdits(program, source, frame);
  return { edits: inOrder([begin, ...end, ...edits]), waits };
}

function around(node: unknown, before: string, after: string): Edit[] {
  const { start, end } = node as SyntaxNode;
  return [
    { start, end: start, text: before },
    { start: end, end, text: after },
  ];
}

function catchEdit({ body }: SyntaxNode): Edit {
  const start = (body as SyntaxNode).start + 1;
  return { start, end: start, text: ` ${CELL_HOOKS}.caught();` };
}

function endEdits(
  { body }: Program,
  source: string,
  { fenceId, executionCount, silent }: CellFrame,
): Edit[] {
  const last = body.at(-1);
  if (last?.type === "ExpressionStatement" && !silent) {
    const fence = JSON.stringify(fenceId);
    const call = `await ${CELL_HOOKS}.end(${fence}, ${executionCount}, (`;
    return around(last.expression, call, "))");
  }
  const start = source.length;
  return [{ start, end: start, text: `\n;${endCode(fenceId)}` }];
}

/** Of two at the same place the outer one opens first and closes last. */
function inOrder(edits: Edit[]): Edit[] {
  const closing = ({ text }: Edit) => text.startsWith(")");
  return edits.map((edit, index) => ({ edit, index })).sort((one, other) =>
    one.edit.start - other.edit.start ||
    Number(closing(other.edit)) - Number(closing(one.edit)) ||
    (closing(one.edit) ? other.index - one.index : one.index - other.index)
  ).map(({ edit }) => edit);
}

/** Calls `visit` for each node that runs as part of the cell itself, outer ones first. */
function visitTopLevel(
  node: SyntaxNode,
  visit: (node: SyntaxNode) => void,
): void {
  visit(node);
  for (const child of Object.values(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      if (isNode(item) && !isBodyOfItsOwn(item)) visitTopLevel(item, visit);
    }
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null &&
    typeof (value as SyntaxNode).type === "string";
}

function isBodyOfItsOwn({ type }: SyntaxNode): boolean {
  return /Function|^ClassBody$/.test(type);
}

/** Imports become what the kernel makes of them: a module's names, taken once. */
function importEdit(node: SyntaxNode, source: string): Edit {
  const textOf = ({ start, end }: SyntaxNode) => source.slice(start, end);
  const specifiers = node.specifiers as SyntaxNode[];
  const attributes = (node.attributes as SyntaxNode[] ?? []).map(textOf);
  const target = textOf(node.source as SyntaxNode);
  const options = attributes.length > 0
    ? `, { with: { ${attributes.join(", ")} } }`
    : "";
  const module = `await ${CELL_HOOKS}.wait(import(${target}${options}))`;
  const nameOf = ({ local }: SyntaxNode) => textOf(local as SyntaxNode);
  const names = specifiers
    .filter(({ type }) => type !== "ImportNamespaceSpecifier")
    .map((specifier) => {
      const imported = specifier.type === "ImportDefaultSpecifier"
        ? "default"
        : textOf(specifier.imported as SyntaxNode);
      const local = nameOf(specifier);
      return imported === local ? local : `${imported}: ${local}`;
    });
  const pattern = `{ ${names.join(", ")} }`;
  const namespace = specifiers
    .find(({ type }) => type === "ImportNamespaceSpecifier");
  const text = namespace
    ? `const ${nameOf(namespace)} = ${module}${
      names.length > 0 ? `, ${pattern} = ${nameOf(namespace)}` : ""
    };`
    : names.length > 0
    ? `const ${pattern} = ${module};`
    : `${module};`;
  return { start: node.start, end: node.end, text };
}

/** Makes the edits, which must be in order. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = "";
  let offset = 0;
  for (const edit of edits) {
    text += source.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return text + source.slice(offset);
}

/** Where a place in the edited text was before the edits. */
export function beforeEdits(offset: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    const editedStart = start + shift;
    if (offset < editedStart) break;
    if (offset < editedStart + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}
