import { findSettingProblems, type SettingRules } from "./setting_rules.ts";

/** What a cell may say about its slide, in `metadata.slides`. */
export interface SlideSettings {
  /** Title of the slide this cell begins, instead of its first heading. */
  title?: string;
  /** Lines of code to bring forward step by step: `"1-3|5|all"`. */
  lines?: string;
  /** Where figures go: right of the code, or below it. */
  layout?: "beside" | "below";
  /** Size of this slide's text and code in per cent, 50 to 160. */
  fontSize?: number;
  /** Ground of the slide: a colour, or one of the theme's tokens. */
  background?: string;
  /** How the slide comes in. */
  transition?: typeof TRANSITIONS[number];
  /** How the cell comes in, if it is a fragment. */
  fragment?: typeof FRAGMENT_STYLES[number];
  /** Alternative text for the cell's images. */
  alt?: string;
  /** Lines of text output shown before it is folded; `false` shows all. */
  abridge?: number | false;
}

/** Transitions that reveal.js knows. */
export const TRANSITIONS = [
  "none",
  "fade",
  "slide",
  "convex",
  "concave",
  "zoom",
] as const;

/** Fragment styles that reveal.js knows, less those that change colour alone. */
export const FRAGMENT_STYLES = [
  "fade-in",
  "fade-out",
  "fade-up",
  "fade-down",
  "fade-left",
  "fade-right",
  "fade-in-then-out",
  "fade-in-then-semi-out",
  "grow",
  "shrink",
  "strike",
] as const;

/** Names of the theme's grounds, usable as `background`. */
export const GROUND_TOKENS = [
  "paper",
  "panel",
  "app",
  "transport",
  "network",
  "link",
  "alarm",
] as const;

const COLOUR =
  /^(#[0-9a-f]{3,8}|[a-z]{3,24}|(rgb|hsl|oklch)a?\([\d.,%\s/a-z-]{1,60}\))$/i;

const LINE_STEPS =
  /^(all|\d+(-\d+)?(,\d+(-\d+)?)*)(\|(all|\d+(-\d+)?(,\d+(-\d+)?)*))*$/;

const RULES: SettingRules = {
  title: ["a text of 1 to 200 characters", (value) => isText(value, 200)],
  lines: [
    'line numbers such as "1-3|5"',
    (value) => typeof value === "string" && LINE_STEPS.test(value),
  ],
  layout: ['"beside" or "below"', oneOf(["beside", "below"])],
  fontSize: [
    "a number from 50 to 160",
    (value) => typeof value === "number" && value >= 50 && value <= 160,
  ],
  background: [
    `a colour or one of ${GROUND_TOKENS.join(", ")}`,
    (value) => typeof value === "string" && COLOUR.test(value),
  ],
  transition: [`one of ${TRANSITIONS.join(", ")}`, oneOf(TRANSITIONS)],
  fragment: [`one of ${FRAGMENT_STYLES.join(", ")}`, oneOf(FRAGMENT_STYLES)],
  alt: ["a text of 1 to 2000 characters", (value) => isText(value, 2000)],
  abridge: [
    "a number of lines from 4, or false",
    (value) => value === false || Number.isInteger(value) && Number(value) >= 4,
  ],
};

/**
 * Reads `metadata.slides` of a cell: what is right is kept, the rest is named in `problems`.
 *
 * @example
 * ```ts
 * import { readSlideSettings } from "./slide_settings.ts";
 *
 * const { settings, problems } = readSlideSettings({ lines: "1-3|5", fontsize: 80 });
 * if (settings.lines !== "1-3|5") throw new Error("not read");
 * if (!problems[0].includes('did you mean "fontSize"')) throw new Error(problems[0]);
 * ```
 */
export function readSlideSettings(
  metadata: unknown,
): { settings: SlideSettings; problems: string[] } {
  const { accepted, problems } = findSettingProblems(metadata, RULES);
  return { settings: accepted as SlideSettings, problems };
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.trim() !== "" &&
    value.length <= longest;
}

function oneOf(choices: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === "string" && choices.includes(value);
}
