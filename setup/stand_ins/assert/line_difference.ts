import { type Edit, shortestEdit } from "./shortest_edit.ts";

/** A line of a difference; of a changed line of text also which words changed. */
export interface LineEdit extends Edit<string> {
  words?: Edit<string>[];
}

/** The difference of two printed values, line by line. */
export function valueDifference(actual: string, expected: string): LineEdit[] {
  return shortestEdit(actual.split("\n"), expected.split("\n"));
}

/** The difference of two texts, by lines and in changed lines by words. */
export function textDifference(actual: string, expected: string): LineEdit[] {
  const edits: LineEdit[] = shortestEdit(
    textLines(actual),
    textLines(expected),
  );
  const removed = edits.filter(({ kind }) => kind === "removed");
  const added = edits.filter(({ kind }) => kind === "added");
  if (added.length < removed.length) markWords(added, removed, false);
  else markWords(removed, added, true);
  return edits;
}

const VISIBLE: Record<string, string> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\t": "\\t",
  "\v": "\\v",
  "\r": "\\r",
  // Line ends are shown and still end the line.
  "\n": "\\n\n",
  "\r\n": "\\r\\n\r\n",
};

/** Lines with their line ends, characters one cannot see written as escapes. */
function textLines(text: string): string[] {
  const visible = text.replace(
    /\r\n|[\\\b\f\t\v\r\n]/g,
    (character) => VISIBLE[character],
  );
  return `${visible}\n`.match(/[^\n]*\n/g) ?? [];
}

/** Escapes and blanks, line ends, brackets and quotes, words, other signs. */
const WORDS =
  /(?:\\[bftv]|[^\S\r\n])+|\\[rn\\]|[()[\]{}'"\r\n]|\w+|(?:(?!\\[bftvrn\\])[^\w\s()[\]{}'"])+/g;

/**
 * Pairs each line of the shorter list with the next of the longer one that has
 * something in common with it, and marks in both which words changed.
 */
function markWords(
  fewer: LineEdit[],
  more: LineEdit[],
  fewerIsBefore: boolean,
): void {
  let next = 0;
  for (const line of fewer) {
    const lineWords = line.value.match(WORDS) ?? [];
    let words: Edit<string>[] = [];
    let partner: LineEdit | undefined;
    while (next < more.length) {
      partner = more[next++];
      const partnerWords = partner.value.match(WORDS) ?? [];
      words = fewerIsBefore
        ? shortestEdit(lineWords, partnerWords)
        : shortestEdit(partnerWords, lineWords);
      if (
        words.some(({ kind, value }) => kind === "kept" && /\S/.test(value))
      ) {
        break;
      }
    }
    line.words = wordsOf(line, words);
    if (partner) partner.words = wordsOf(partner, words);
  }
}

/** One line's own words; a blank between two changed words counts as changed. */
function wordsOf(line: LineEdit, words: Edit<string>[]): Edit<string>[] {
  const own = words.filter(({ kind }) => kind === line.kind || kind === "kept");
  return own.map((word, index) => {
    const before = own[index - 1]?.kind;
    const bridges = word.kind === "kept" && /\s/.test(word.value) &&
      before !== undefined && before === own[index + 1]?.kind;
    return bridges ? { ...word, kind: before } : word;
  });
}
