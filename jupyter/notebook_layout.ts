/** How a JSON text was laid out: where each value stands, and how lines are indented. */

/** The text of a notebook file and where its values stand in it. */
export interface NotebookLayout {
  text: string;
  root: JsonNode;
}

/** Where one JSON value stands in the text, with the values inside it. */
export interface JsonNode {
  start: number;
  end: number;
  /** The elements of an array. */
  items?: JsonNode[];
  /** The members of an object in written order, repeated keys included. */
  members?: JsonMember[];
}

/** One `"key": value` of an object. */
export interface JsonMember {
  key: string;
  /** Where the key's opening quote stands. */
  start: number;
  value: JsonNode;
}

/**
 * Finds where each value of a JSON text stands.
 *
 * The text must be valid: call `JSON.parse` first, whose error messages are better than any this could give.
 */
export function scanNotebookLayout(text: string): NotebookLayout {
  return { text, root: scanValue(text, skipSpace(text, 0)) };
}

function scanValue(text: string, start: number): JsonNode {
  if (text[start] === "{") return scanObject(text, start);
  if (text[start] === "[") return scanArray(text, start);
  if (text[start] === '"') return { start, end: stringEnd(text, start) };
  SCALAR.lastIndex = start;
  SCALAR.test(text);
  return { start, end: SCALAR.lastIndex };
}

const SCALAR = /[^\s,\]}]*/y;

function scanArray(text: string, start: number): JsonNode {
  const items: JsonNode[] = [];
  let offset = skipSpace(text, start + 1);
  while (text[offset] !== "]") {
    const item = scanValue(text, offset);
    items.push(item);
    offset = skipComma(text, item.end);
  }
  return { start, end: offset + 1, items };
}

function scanObject(text: string, start: number): JsonNode {
  const members: JsonMember[] = [];
  let offset = skipSpace(text, start + 1);
  while (text[offset] !== "}") {
    const keyEnd = stringEnd(text, offset);
    const key: string = JSON.parse(text.slice(offset, keyEnd));
    const colon = skipSpace(text, keyEnd);
    const value = scanValue(text, skipSpace(text, colon + 1));
    members.push({ key, start: offset, value });
    offset = skipComma(text, value.end);
  }
  return { start, end: offset + 1, members };
}

function stringEnd(text: string, start: number): number {
  let offset = start + 1;
  while (text[offset] !== '"') offset += text[offset] === "\\" ? 2 : 1;
  return offset + 1;
}

function skipComma(text: string, start: number): number {
  const offset = skipSpace(text, start);
  return text[offset] === "," ? skipSpace(text, offset + 1) : offset;
}

function skipSpace(text: string, start: number): number {
  SPACE.lastIndex = start;
  SPACE.test(text);
  return SPACE.lastIndex;
}

const SPACE = /[ \t\r\n]*/y;
