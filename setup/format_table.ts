/** A column of a table: its heading, and whether it holds numbers. */
export interface Column {
  heading: string;
  /** Numbers end flush on the right. */
  numeric?: boolean;
}

/** Lines of a plain text table, columns two spaces apart. */
export function formatTable(columns: Column[], rows: string[][]): string[] {
  const headings = columns.map(({ heading }) => heading);
  const widths = columns.map((_, index) =>
    Math.max(...[headings, ...rows].map((row) => row[index].length))
  );
  return [headings, ...rows].map((row) =>
    row.map((cell, index) =>
      columns[index].numeric
        ? cell.padStart(widths[index])
        : cell.padEnd(widths[index])
    ).join("  ").trimEnd()
  );
}
