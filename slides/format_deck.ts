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
    ...report.fitted.map(({ cell, ratio, action }) =>
      `  ${cell} at ${ratio}: ${action}`
    ),
    ...report.warnings.map((warning) => `  note: ${warning}`),
  ].join("\n");
}
