import hljs from "highlight.js/lib/core";
import { escapeHtml } from "./escape_html.ts";

type Grammar = Parameters<typeof hljs.registerLanguage>[1];

/** Grammars that can be loaded, by the name in `language_info` or after a Markdown fence. */
const GRAMMARS: Record<string, () => Promise<{ default: Grammar }>> = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  css: () => import("highlight.js/lib/languages/css"),
  diff: () => import("highlight.js/lib/languages/diff"),
  go: () => import("highlight.js/lib/languages/go"),
  http: () => import("highlight.js/lib/languages/http"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  julia: () => import("highlight.js/lib/languages/julia"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  sql: () => import("highlight.js/lib/languages/sql"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

const ALIASES: Record<string, string> = {
  "c++": "cpp",
  console: "bash",
  html: "xml",
  ipython: "python",
  ipython3: "python",
  js: "javascript",
  py: "python",
  python3: "python",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  svg: "xml",
  ts: "typescript",
  yml: "yaml",
};

/** Longer code than this is shown without colours: a grammar's time is not bounded by its input. */
const LONGEST_HIGHLIGHTED = 40_000;

/** Loads the grammars for these languages; unknown names are left alone. */
export async function loadGrammars(names: Iterable<string>): Promise<void> {
  const wanted = new Set([...names].map(grammarName));
  await Promise.all([...wanted].map(async (name) => {
    if (!Object.hasOwn(GRAMMARS, name) || hljs.getLanguage(name)) return;
    hljs.registerLanguage(name, (await GRAMMARS[name]()).default);
  }));
}

function grammarName(name: string): string {
  const lower = name.toLowerCase();
  return Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
}

/** Code as HTML, one `span.line` for each line; without colours if its grammar is not loaded. */
export function highlightCode(source: string, language: string): string {
  const name = grammarName(language);
  const plain = source.length > LONGEST_HIGHLIGHTED ||
    !hljs.getLanguage(name);
  const html = plain
    ? escapeHtml(source)
    : hljs.highlight(source, { language: name, ignoreIllegals: true }).value;
  return wrapLines(html);
}

/** Gives each line a span of its own, closing and reopening those that run across a line end. */
export function wrapLines(html: string): string {
  const open: string[] = [];
  return html.split("\n").map((line) => {
    const before = open.join("");
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === "</span>") open.pop();
      else open.push(tag);
    }
    const indent = line.match(/^ */)![0].length;
    return `<span class="line" style="--indent:${indent}ch">${before}${line}${
      "</span>".repeat(open.length)
    }\n</span>`;
  }).join("");
}
