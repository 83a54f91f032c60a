import MarkdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import taskLists from "markdown-it-task-lists";
import texmath from "markdown-it-texmath";

/** A markdown-it parser. */
export type MarkdownParser = InstanceType<typeof MarkdownIt>;

/** What the parser's rules need to know of the cell they render; travels in markdown-it's `env`. */
export interface MarkdownEnv {
  /** Finished HTML by number, standing in for what must not be sanitised again. */
  finished: string[];
  /** Marks the places of `finished`; no text can hold it by chance. */
  mark: string;
  /** Added to every heading level. */
  headingShift: number;
  maths(source: string, display: boolean): string;
  fence(source: string, language: string): string;
  image(address: string, alt: string, title: string): string;
  link(address: string): string;
  headingId(text: string): string | undefined;
  /** Prefix that keeps footnotes of two cells apart. */
  docId: string;
}

/** Depth of nested lists and quotations that is followed; deeper text stays flat. */
const DEEPEST = 30;

/** A parser for notebooks' Markdown: CommonMark, GFM tables and task lists, footnotes, maths. */
export function createMarkdownParser(): MarkdownParser {
  const parser = new MarkdownIt({
    html: true,
    linkify: true,
    maxNesting: DEEPEST,
  });
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.use(footnote).use(taskLists, { label: true }).use(texmath, {
    engine: mathsEngine,
    delimiters: ["dollars", "beg_end", "brackets"],
  });
  parser.renderer.rules.footnote_caption = (tokens, index) => {
    const { id, subId } = tokens[index].meta as { id: number; subId: number };
    return subId > 0 ? `${id + 1}:${subId}` : `${id + 1}`;
  };
  // reveal.js takes every section inside a slide for a slide.
  parser.renderer.rules.footnote_block_open = () =>
    '<div class="footnotes"><ol>\n';
  parser.renderer.rules.footnote_block_close = () => "</ol></div>\n";
  setContentRules(parser);
  setHeaderEnd(parser);
  return parser;
}

/** The cell being rendered: texmath's engine is one for all parsers and knows no other way to it. */
let current: MarkdownEnv | undefined;

function currentEnv(): MarkdownEnv {
  if (!current) throw new Error("Cannot render Markdown: no cell is current");
  return current;
}

const mathsEngine = {
  renderToString(source: string, options: { displayMode?: boolean }): string {
    const env = currentEnv();
    return finish(env, env.maths(source, options.displayMode === true));
  },
};

/** Parses one cell's text. */
export function parseMarkdown(
  parser: MarkdownParser,
  source: string,
  env: MarkdownEnv,
): ReturnType<MarkdownParser["parse"]> {
  return parser.parse(source, { docId: env.docId });
}

/** Renders tokens of the cell that `env` belongs to. */
export function renderTokens(
  parser: MarkdownParser,
  tokens: ReturnType<MarkdownParser["parse"]>,
  env: MarkdownEnv,
): string {
  current = env;
  try {
    const html = parser.renderer.render(tokens, parser.options, {
      docId: env.docId,
    });
    return placeFormulas(html);
  } finally {
    current = undefined;
  }
}

/** texmath's own elements, as ones that browsers and reveal.js know. */
function placeFormulas(html: string): string {
  return html
    .replace(
      /<section(?: class="eqno")?>\s*<eqn>([^<]*)<\/eqn>(?:<span>[^<]*<\/span>)?\s*<\/section>/g,
      '<div class="formula">$1</div>',
    )
    .replace(/<eqn?>([^<]*)<\/eqn?>/g, "<span>$1</span>");
}

/** Puts finished HTML aside and gives the mark that stands for it. */
export function finish(env: MarkdownEnv, html: string): string {
  env.finished.push(html);
  return `${env.mark}${env.finished.length - 1};`;
}

function setContentRules(parser: MarkdownParser): void {
  const { rules } = parser.renderer;
  rules.fence = (tokens, index) => {
    const { content, info } = tokens[index];
    const language = info.trim().split(/[\s,{}]+/).filter(Boolean)[0] ?? "";
    return finish(currentEnv(), currentEnv().fence(content, language)) + "\n";
  };
  rules.code_block = (tokens, index) =>
    finish(currentEnv(), currentEnv().fence(tokens[index].content, "")) + "\n";
  rules.image = (tokens, index, options, markdownEnv, renderer) => {
    const token = tokens[index];
    const alt = renderer.renderInlineAsText(
      token.children ?? [],
      options,
      markdownEnv,
    );
    return finish(
      currentEnv(),
      currentEnv().image(
        String(token.attrGet("src") ?? ""),
        alt,
        String(token.attrGet("title") ?? ""),
      ),
    );
  };
  rules.link_open = (tokens, index, options, _env, renderer) => {
    const token = tokens[index];
    const address = currentEnv().link(String(token.attrGet("href") ?? ""));
    token.attrSet("href", address);
    if (/^https?:/i.test(address)) {
      token.attrSet("target", "_blank");
      token.attrSet("rel", "noopener");
    }
    return renderer.renderToken(tokens, index, options);
  };
  rules.heading_open = (tokens, index, options, _env, renderer) => {
    const token = tokens[index];
    const id = currentEnv().headingId(tokens[index + 1]?.content ?? "");
    if (id) token.attrSet("id", id);
    token.tag = shiftHeading(token.tag);
    return renderer.renderToken(tokens, index, options);
  };
  rules.heading_close = (tokens, index, options, _env, renderer) => {
    tokens[index].tag = shiftHeading(tokens[index].tag);
    return renderer.renderToken(tokens, index, options);
  };
  // An empty header cell is none: screen readers would announce it.
  rules.th_open = (tokens, index, options, _env, renderer) => {
    if (tokens[index + 1].content.trim() === "") tokens[index].tag = "td";
    else tokens[index].attrSet("scope", "col");
    return renderer.renderToken(tokens, index, options);
  };
}

function setHeaderEnd(parser: MarkdownParser): void {
  parser.renderer.rules.th_close = (tokens, index, options, _env, renderer) => {
    if (tokens[index - 1].content.trim() === "") tokens[index].tag = "td";
    return renderer.renderToken(tokens, index, options);
  };
}

function shiftHeading(tag: string): string {
  return `h${Math.min(6, Number(tag.slice(1)) + currentEnv().headingShift)}`;
}
