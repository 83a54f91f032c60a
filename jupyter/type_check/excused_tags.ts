/** A cell with one of these tags stages a mistake: nothing in it is reported. */
export const EXCUSED_TAGS: readonly string[] = [
  "raises-exception",
  "skip-execution",
  "unchecked",
];
