import { AnsiUp } from "ansi_up";
import { escapeHtml } from "./escape_html.ts";
import { settleTerminal } from "./settle_terminal.ts";

/** Lines beginning so tell of a check that passed or failed. */
const PASSED = /^((?:<span[^>]*>|\s)*)([✓✔])/;
const FAILED = /^((?:<span[^>]*>|\s)*)([✗✘✖✕])/;

function mark(outcome: string): string {
  return `$1<span class="${outcome}">$2</span>`;
}

/** Text output as HTML lines: settled, coloured through classes, checks marked. */
export function renderTerminal(text: string): string[] {
  const settled = settleTerminal(text).replace(/\n+$/, "");
  const html = settled.includes("\x1b") ? colour(settled) : escapeHtml(settled);
  return closeLines(html).map((line) => {
    if (PASSED.test(line)) return line.replace(PASSED, mark("passed"));
    if (FAILED.test(line)) return line.replace(FAILED, mark("failed"));
    return line;
  });
}

/** Text as a terminal would leave it, without its colours. */
export function plainTerminalText(text: string): string {
  // deno-lint-ignore no-control-regex
  return settleTerminal(text).replace(/\x1b\[[0-9;:]*m/g, "");
}

function colour(text: string): string {
  const converter = new AnsiUp();
  converter.use_classes = true;
  converter.url_allowlist = { http: 1, https: 1 };
  // Weight and slant as classes too, so that the theme decides.
  converter.boldStyle = "font-weight:600";
  return converter.ansi_to_html(text).replace(
    /<span style="([^"]*)"( class="[^"]*")?>/g,
    (_, style: string, classes = "") => `<span${themeColours(style, classes)}>`,
  );
}

/** 256 and 16 million colours as the theme's nearest, so that they can be read on any ground. */
function themeColours(style: string, classes: string): string {
  const names = [classes.slice(8, -1)];
  const kept = style.split(";").filter((declaration) => {
    const match = declaration.match(
      /^(color|background-color):rgb\((\d+),(\d+),(\d+)\)$/,
    );
    if (!match) return declaration !== "";
    const [, property, ...channels] = match;
    const ground = property === "color" ? "fg" : "bg";
    names.push(`ansi-${nearestColour(channels.map(Number))}-${ground}`);
    return false;
  });
  const classText = names.filter(Boolean).join(" ");
  return (kept.length > 0 ? ` style="${kept.join(";")}"` : "") +
    (classText === "" ? "" : ` class="${classText}"`);
}

const COLOURS: Record<string, number[]> = {
  red: [205, 40, 40],
  green: [40, 160, 60],
  yellow: [215, 150, 30],
  blue: [40, 90, 210],
  magenta: [170, 60, 190],
  cyan: [30, 160, 180],
};

/** Greys are text, hues the nearest of the terminal's six. */
function nearestColour(channels: number[]): string {
  if (Math.max(...channels) - Math.min(...channels) < 40) return "white";
  const distance = (colour: number[]) =>
    colour.reduce(
      (sum, channel, index) => sum + (channel - channels[index]) ** 2,
      0,
    );
  return Object.keys(COLOURS).reduce((best, name) =>
    distance(COLOURS[name]) < distance(COLOURS[best]) ? name : best
  );
}

/** Splits HTML at line ends so that no span runs across one. */
function closeLines(html: string): string[] {
  const open: string[] = [];
  return html.split("\n").map((line) => {
    const before = open.join("");
    for (const [tag] of line.matchAll(/<(?:span|a)[^>]*>|<\/(?:span|a)>/g)) {
      if (tag.startsWith("</")) open.pop();
      else open.push(tag);
    }
    const after = open.map((tag) => tag.startsWith("<a") ? "</a>" : "</span>");
    return before + line + after.reverse().join("");
  });
}
