import { renderMermaidSVG } from "beautiful-mermaid";

/** Diagrams of more text than this are shown as text: their layout is not bounded. */
const LONGEST = 8_000;

/**
 * A Mermaid diagram as SVG in the theme's colours, drawn without a browser.
 *
 * Throws if the text is no diagram of a kind that can be drawn.
 */
export function renderDiagram(source: string): string {
  if (source.length > LONGEST) {
    throw new RangeError(
      `Cannot draw diagram: it has ${source.length} characters, more than ${LONGEST}`,
    );
  }
  return renderMermaidSVG(source, {
    bg: "var(--paper)",
    fg: "var(--ink)",
    line: "var(--soft)",
    accent: "var(--transport)",
    muted: "var(--soft)",
    surface: "var(--panel)",
    border: "var(--soft)",
    font: "IBM Plex Sans",
    transparent: true,
  });
}
