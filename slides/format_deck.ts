import type { DeckReport } from "./export/export_options.ts";

/** A few lines about what was made of one notebook. */
export function formatDeck(report: DeckReport): string {
  const { deck, slides, bytes, seconds, measured } = report;
  const also = [
    report.page,
    report.pdf,
    report.handout,
    ...report.contactSheets ?? [],
  ]
    .filter((path) => path !== undefined).map((path) => `  also ${path}`);
  const seen = measured.length > 0
    ? `measured at ${measured.join(" and ")}`
    : "not measured";
  const size = (bytes / 1e6).toFixed(2);
  return [
    `${deck}  ${slides} slides, ${size} MB, ${seconds.toFixed(1)} s, ${seen}`,
    ...also,
    ...fittedLines(report),
    ...report.warnings.map((warning) => `  note: ${warning}`),
  ].join("\n");
}

/** A line for each slide that had to be fitted; one for both ratios if the same was done. */
function fittedLines({ fitted }: DeckReport): string[] {
  const ratios = new Map<string, string[]>();
  for (const { cell, ratio, action } of fitted) {
    const key = `${cell}: ${action}`;
    ratios.set(key, [...ratios.get(key) ?? [], ratio]);
  }
  return [...ratios].map(([key, found]) => `  ${key} (${found.join(", ")})`);
}
