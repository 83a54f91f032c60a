import type { WrongAnswers } from "../wrong_answer.ts";

export const wrongAnswers: WrongAnswers = {
  "ex-order": [
    {
      mistake: "always the same drink",
      source: `function orderOf(drink: string): string {
  return "Hello, a cider please";
}`,
      says: "put the drink where the sentence names it",
    },
    {
      mistake: "a plain string, so nothing is put in",
      source: `function orderOf(drink: string): string {
  return "Hello, a \${drink} please";
}`,
      says: 'got "Hello, a ${drink} please"',
    },
    {
      mistake: "shows the sentence and returns nothing",
      source: `function orderOf(drink: string): string {
  console.log(\`Hello, a \${drink} please\`);
}`,
      says: "got undefined",
    },
  ],
  "ex-count-bytes": [
    {
      mistake: "counts UTF-16 units",
      source: `function byteCount(text: string): number {
  return text.length;
}`,
      says: "encode the text first",
    },
    {
      mistake: "counts characters",
      source: `function byteCount(text: string): number {
  return [...text].length;
}`,
      says: "encode the text first",
    },
    {
      mistake: "takes every character beyond ASCII for two bytes",
      source: `function byteCount(text: string): number {
  return [...text].reduce((n, c) => n + (c > "\\x7f" ? 2 : 1), 0);
}`,
      says: "expected 3",
    },
  ],
  "ex-await": [
    {
      mistake: "uses the promises themselves",
      source: `async function together(first, second) {
  return \`\${first} and \${second}\`;
}`,
      says: "await each promise before you use its text",
    },
    {
      mistake: "waits for the first only",
      source: `async function together(first, second) {
  return \`\${await first} and \${second}\`;
}`,
      says: "[object Promise]",
    },
    {
      mistake: "takes them as they come",
      source: `async function together(first, second) {
  const words: string[] = [];
  const note = (text: string) => { words.push(text); };
  await Promise.all([first.then(note), second.then(note)]);
  return words.join(" and ");
}`,
      says: "keep the order of the arguments",
    },
  ],
};
