/**
 * Colours by meaning: each is a layer of the network or a role on the page.
 *
 * A figure refers to a tone, never to a colour. It becomes a CSS variable of the same name, so
 * that a slide or a page which sets the variables colours its figures too; the values here are
 * what shows where none are set.
 */

/**
 * What a colour stands for.
 *
 * @example
 * ```ts
 * import { byteGrid, type Tone } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const tone: Tone = "network";
 * const version = { name: "version 4, 20 bytes", start: 0, end: 1, tone };
 * const { svg } = byteGrid(new Uint8Array([0x45]), [version]);
 * assertStringIncludes(svg, 'class="f-network-ground"');
 * ```
 */
export type Tone =
  | "ink"
  | "soft"
  | "line"
  | "panel"
  | "paper"
  | "app"
  | "transport"
  | "network"
  | "link"
  | "alarm";

/**
 * The tones that have a pale ground of their own, for boxes and byte cells.
 *
 * @example
 * ```ts
 * import { encapsulation, type LayerTone } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const wayDown: LayerTone[] = ["app", "transport", "network", "link"];
 * const layers = wayDown.map((tone) => ({ name: tone, tone, size: 10 }));
 * assertEquals(encapsulation(layers).title, "app in transport in network in link");
 * ```
 */
export type LayerTone = "app" | "transport" | "network" | "link" | "alarm";

/** A colour for light and for dark surroundings. */
export interface Shade {
  light: string;
  dark: string;
}

/** CSS variables with the values used where a page does not set them. */
export const SHADES: Readonly<Record<string, Shade>> = {
  ink: { light: "#1d2329", dark: "#e8e6e0" },
  soft: { light: "#5b6670", dark: "#9aa6af" },
  line: { light: "#cfd4d6", dark: "#3a444c" },
  panel: { light: "#f1efe8", dark: "#1d2328" },
  paper: { light: "#fbfaf6", dark: "#14181c" },
  app: { light: "#b45f06", dark: "#f0a95b" },
  transport: { light: "#0b63a5", dark: "#6cb6f0" },
  network: { light: "#2c7a3f", dark: "#7cc98d" },
  link: { light: "#7b4ba0", dark: "#c3a0e0" },
  alarm: { light: "#b3261e", dark: "#f28b82" },
  "app-ground": { light: "#fbe9d3", dark: "#3b2a16" },
  "transport-ground": { light: "#dcebf7", dark: "#16304a" },
  "network-ground": { light: "#def0e1", dark: "#1b3523" },
  "link-ground": { light: "#ece2f4", dark: "#32253f" },
  "alarm-ground": { light: "#fbdedb", dark: "#4a211e" },
};

const LAYER_TONES: readonly Tone[] = [
  "app",
  "transport",
  "network",
  "link",
  "alarm",
];

/** Name of the pale ground that belongs to a tone; `panel` for those without one. */
export function groundOf(tone: Tone): string {
  return LAYER_TONES.includes(tone) ? `${tone}-ground` : "panel";
}

/**
 * Attributes that paint an outline or an area. The light value stands as a plain attribute, for
 * programs that draw SVG but know no CSS variables; the class carries the rest.
 */
export function paint(property: "fill" | "stroke", shade: string): string {
  const initial = property === "fill" ? "f" : "s";
  return `class="${initial}-${shade}" ${property}="${SHADES[shade].light}"`;
}

/** Style rules for the shades that `body` uses, valid only inside the element with `id`. */
export function styleRules(id: string, body: string): string {
  const rules = (scheme: keyof Shade) =>
    Object.entries(SHADES).flatMap(([name, shade]) => [
      ...ruleIfUsed(body, `f-${name}`, "fill", id, name, shade[scheme]),
      ...ruleIfUsed(body, `s-${name}`, "stroke", id, name, shade[scheme]),
    ]).join("");
  // Only on a screen: printed figures are light whatever the reader's screen is set to.
  return `${rules("light")}@media screen and (prefers-color-scheme:dark){${
    rules("dark")
  }}`;
}

function ruleIfUsed(
  body: string,
  className: string,
  property: string,
  id: string,
  name: string,
  colour: string,
): string[] {
  if (!body.includes(`"${className}"`)) return [];
  return [`#${id} .${className}{${property}:var(--${name},${colour})}`];
}
