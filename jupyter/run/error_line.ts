/** Finds the line of a cell that an error came from. */

/** A line of a cell, counted from 1. */
export interface SourceLine {
  line: number;
  text: string;
}

/** A place in the code that the kernel made of a cell, counted from 1. */
export interface EmittedPlace {
  line: number;
  column: number;
}

/** The kernel puts this many characters before a cell's first line. */
const PREFIX_LENGTH = 27;
/** Beyond this the alignment would cost more than it tells. */
const MAX_TOKENS = 3000;

/**
 * The place in the emitted code that a traceback names: where the cell's own top level was, or else the innermost
 * place in any cell. Every cell is called `<anonymous>`.
 */
export function findEmittedPlace(
  traceback: readonly string[],
): EmittedPlace | undefined {
  const frames = traceback.join("\n").split("\n");
  const topLevel = frames.findLast((frame) =>
    /^\s+at (async )?<anonymous>:\d+:\d+$/.test(frame)
  );
  const frame = topLevel ??
    frames.find((frame) => /<anonymous>:\d+:\d+/.test(frame));
  const [, line, column] = /<anonymous>:(\d+):(\d+)/.exec(frame ?? "") ?? [];
  if (line === undefined) return undefined;
  return { line: Number(line), column: Number(column) };
}

/**
 * Code whose value is what the kernel makes of `source`: types and comments gone, statements set anew. A function
 * tells its text as it was emitted, and goes through the same emitter.
 */
export function emittedCode(source: string): string {
  const withoutImports = source
    .replace(/^\s*import\s+type\b[^;]*?["'][^"']*["'];?/gm, "")
    .replace(/^\s*import\b[^;(]*?["'][^"']*["'];?/gm, "void 0;")
    .replace(/^\s*export\s+/gm, "");
  return `String(async function () {\n${withoutImports}\n})`;
}

/**
 * The line of `source` that became the code at `place` of `emitted` (the value of {@linkcode emittedCode}).
 *
 * The kernel's tracebacks count lines of the emitted code. Both texts have mostly the same tokens in the same
 * order, so the longest common sequence of tokens leads back.
 */
export function findErrorLine(
  source: string,
  emitted: string,
  place: EmittedPlace,
): SourceLine | undefined {
  const [, ...body] = emitted.split("\n");
  const indent = /^\s*/.exec(body[0] ?? "")![0].length;
  const prefix = place.line === 1 ? PREFIX_LENGTH : 0;
  const column = Math.max(0, place.column - 1 - prefix) + indent;
  const theirs = tokenize(body.join("\n"));
  const ours = tokenize(source);
  if (theirs.length > MAX_TOKENS || ours.length > MAX_TOKENS) return undefined;
  const partner = align(theirs.map(textOf), ours.map(textOf));
  const onLine = theirs.flatMap((token, index) =>
    token.line === place.line && partner[index] >= 0
      ? [{ distance: Math.abs(token.column - column), ours: partner[index] }]
      : []
  );
  const [nearest] = onLine.sort((one, other) => one.distance - other.distance);
  if (nearest === undefined) return undefined;
  const { line } = ours[nearest.ours];
  return { line, text: source.split(/\r?\n/)[line - 1] };
}

interface Token {
  text: string;
  line: number;
  column: number;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?\*\/|[A-Za-z_$][\w$]*|\d[\w.]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\S/g;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let counted = 0;
  for (const match of text.matchAll(TOKEN)) {
    for (; counted < match.index; counted++) {
      if (text[counted] !== "\n") continue;
      line++;
      lineStart = counted + 1;
    }
    if (/^\/[/*]/.test(match[0])) continue;
    const unquoted = match[0].replace(/^["'](.*)["']$/, `"$1"`);
    tokens.push({ text: unquoted, line, column: match.index - lineStart });
  }
  return tokens;
}

function textOf({ text }: Token): string {
  return text;
}

/** For each of `ones` the index of its partner in a longest common subsequence with `others`, or -1. */
function align(ones: string[], others: string[]): Int32Array {
  const width = others.length + 1;
  const lengths = new Uint16Array((ones.length + 1) * width);
  for (let one = ones.length - 1; one >= 0; one--) {
    for (let other = others.length - 1; other >= 0; other--) {
      const at = one * width + other;
      lengths[at] = ones[one] === others[other]
        ? lengths[at + width + 1] + 1
        : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  const partner = new Int32Array(ones.length).fill(-1);
  let [one, other] = [0, 0];
  while (one < ones.length && other < others.length) {
    const at = one * width + other;
    if (ones[one] === others[other]) partner[one++] = other++;
    else if (lengths[at + width] >= lengths[at + 1]) one++;
    else other++;
  }
  return partner;
}
