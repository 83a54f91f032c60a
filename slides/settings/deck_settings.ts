import type { Notebook } from "../../jupyter/notebook.ts";
import { findSettingProblems, type SettingRules } from "./setting_rules.ts";

/** Colours of a deck or page: `auto` follows the reader's system. */
export type ThemeName = "light" | "dark" | "contrast" | "auto";

/** Shape of a slide: `auto` takes the one that suits the reader's screen. */
export type AspectRatio = "16:9" | "4:3" | "auto";

/** All theme names. */
export const THEMES: readonly ThemeName[] = [
  "light",
  "dark",
  "contrast",
  "auto",
];

/** All aspect ratios. */
export const ASPECT_RATIOS: readonly AspectRatio[] = ["16:9", "4:3", "auto"];

/** What a notebook says about its deck, in `metadata.slides`. */
export interface DeckSettings {
  title?: string;
  author?: string;
  date?: string;
  theme?: ThemeName;
  aspectRatio?: AspectRatio;
  /** Language of the text, as in BCP 47; English if not said. */
  language?: string;
  /** One line for the index: what the reader will be able to do. */
  summary?: string;
  /** Minutes needed, for the index. */
  minutes?: number;
}

const RULES: SettingRules = {
  title: ["a text", isLine],
  author: ["a text", isLine],
  date: ["a text", isLine],
  theme: [
    `one of ${THEMES.join(", ")}`,
    (value) => THEMES.includes(value as ThemeName),
  ],
  aspectRatio: [
    `one of ${ASPECT_RATIOS.join(", ")}`,
    (value) => ASPECT_RATIOS.includes(value as AspectRatio),
  ],
  language: [
    'a language tag such as "en"',
    (value) =>
      typeof value === "string" &&
      /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value),
  ],
  summary: ["a text", isLine],
  minutes: [
    "a number of minutes",
    (value) => typeof value === "number" && value > 0 && value < 10_000,
  ],
};

/** Reads a notebook's own settings; `title` and `authors` as nbconvert knows them count too. */
export function readDeckSettings(
  notebook: Notebook,
): { settings: DeckSettings; problems: string[] } {
  const { metadata } = notebook;
  const { accepted, problems } = findSettingProblems(metadata.slides, RULES);
  const inherited: DeckSettings = {};
  if (isLine(metadata.title)) inherited.title = metadata.title;
  const authors = readAuthors(metadata.authors);
  if (authors !== "") inherited.author = authors;
  return { settings: { ...inherited, ...accepted }, problems };
}

function readAuthors(authors: unknown): string {
  if (!Array.isArray(authors)) return "";
  return authors
    .map((author) => typeof author === "string" ? author : author?.name)
    .filter(isLine)
    .join(", ");
}

function isLine(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" &&
    value.length <= 500;
}
