import { isObject, isSameJson } from "./json_value.ts";
import type { JsonNode, NotebookLayout } from "./notebook_layout.ts";

/** How new JSON is set. */
interface JsonStyle {
  /** One level of indentation; `null` puts everything on one line. */
  indent: string | null;
  lineEnd: string;
  /** What stands between key and value. */
  colon: string;
  /** What stands between elements on one line. */
  comma: string;
}

const JUPYTER_STYLE: JsonStyle = {
  indent: " ",
  lineEnd: "\n",
  colon: ": ",
  comma: ",",
};

/**
 * Prints a JSON value, repeating the original text wherever that already says the same.
 *
 * Without an original it is set as Jupyter does: one space of indentation, a line end after the last brace.
 */
export function printJson(value: unknown, original?: NotebookLayout): string {
  if (original === undefined) {
    return new JsonPrinter(JUPYTER_STYLE, "").print(value, undefined, 0) + "\n";
  }
  const { text, root } = original;
  const printer = new JsonPrinter(detectStyle(original), text);
  return text.slice(0, root.start) + printer.print(value, root, 0) +
    text.slice(root.end);
}

function detectStyle({ text, root }: NotebookLayout): JsonStyle {
  const [first, second] = root.members ?? [];
  if (first === undefined) return JUPYTER_STYLE;
  const [, lineEnd = "", indent = ""] =
    /(\r?\n)([ \t]*)$/.exec(text.slice(root.start + 1, first.start)) ?? [];
  const [colon] = /\s*:\s*$/.exec(text.slice(first.start, first.value.start)) ??
    [": "];
  const comma = second ? text.slice(first.value.end, second.start) : ",";
  return lineEnd === ""
    ? { indent: null, lineEnd: "", colon, comma }
    : { indent, lineEnd, colon, comma: "," };
}

class JsonPrinter {
  constructor(readonly style: JsonStyle, readonly text: string) {}

  print(value: unknown, node: JsonNode | undefined, depth: number): string {
    if (node !== undefined) {
      const raw = this.text.slice(node.start, node.end);
      if (isSameJson(value, JSON.parse(raw))) return raw;
    }
    if (Array.isArray(value)) return this.printArray(value, node, depth);
    if (isObject(value)) return this.printObject(value, node, depth);
    return JSON.stringify(value);
  }

  printArray(
    items: unknown[],
    node: JsonNode | undefined,
    depth: number,
  ): string {
    const nodes = node?.items ?? [];
    const nodeOfId = new Map(
      nodes.map((item) => [this.#idOf(item), item] as const),
    );
    const parts = items.map((item, index) => {
      const id = isObject(item) ? item.id : undefined;
      const original = id === undefined ? nodes[index] : nodeOfId.get(id);
      return this.print(item, original, depth + 1);
    });
    return this.#enclose("[", parts, "]", depth);
  }

  printObject(
    object: Record<string, unknown>,
    node: JsonNode | undefined,
    depth: number,
  ): string {
    const nodeOfKey = new Map(
      (node?.members ?? []).map(({ key, value }) => [key, value]),
    );
    const keys = new Set([...nodeOfKey.keys(), ...Object.keys(object)]);
    const parts = [...keys]
      .filter((key) => Object.hasOwn(object, key) && object[key] !== undefined)
      .map((key) =>
        JSON.stringify(key) + this.style.colon +
        this.print(object[key], nodeOfKey.get(key), depth + 1)
      );
    return this.#enclose("{", parts, "}", depth);
  }

  #idOf(node: JsonNode): unknown {
    const member = node.members?.findLast(({ key }) => key === "id");
    if (member === undefined) return undefined;
    return JSON.parse(this.text.slice(member.value.start, member.value.end));
  }

  #enclose(open: string, parts: string[], close: string, depth: number) {
    const { indent, lineEnd, comma } = this.style;
    if (parts.length === 0) return open + close;
    if (indent === null) return open + parts.join(comma) + close;
    const outer = lineEnd + indent.repeat(depth);
    const inner = outer + indent;
    return open + inner + parts.join(comma + inner) + outer + close;
  }
}
