/**
 * What makes stack traces name cells and their own lines; sent into the kernel as source text, like all hooks.
 *
 * @module
 */

/** What the engine tells of one frame. */
interface CallSite {
  getFileName(): string | null;
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

/**
 * Formats stack traces as the engine does, but for two things: code of a cell is named `cell [3]` and counted in
 * the cell's own lines, by the table in its script's name, and the machinery's frames are left out.
 */
export function nameCellsInStacks(): void {
  const { Error, String } = globalThis;
  type Row = number[][];
  const tables = new Map<string, Row[]>();

  const tableOf = (url: string): Row[] => {
    let table = tables.get(url);
    if (table === undefined) {
      table = url.slice(url.indexOf("?") + 1).split(";").map((line) =>
        line === ""
          ? []
          : line.split(",").map((segment) => segment.split(".").map(Number))
      );
      tables.set(url, table);
    }
    return table;
  };

  const placeInCell = (site: CallSite, url: string): string => {
    const label = url.slice(0, url.indexOf("?")).replace(/\[/, " [");
    // The script's first line is the comment that names it.
    const row = tableOf(url)[(site.getLineNumber() ?? 0) - 2];
    const column = site.getColumnNumber() ?? 1;
    const segment = row?.findLast(([start]) => start <= column) ?? row?.[0];
    return segment ? `${label}:${segment[1]}:${segment[2]}` : label;
  };

  const describe = (site: CallSite): string | undefined => {
    const url = site.getScriptNameOrSourceURL() ?? "";
    if (/^(ext:|sockets:)/.test(url)) return undefined;
    const text = String(site);
    const place = `:${site.getLineNumber()}:${site.getColumnNumber()}`;
    if (/^cell\[[^\]]*\]\?/.test(url)) {
      return text.replace(url + place, () => placeInCell(site, url));
    }
    const file = site.getFileName();
    return file ? text.replace(file + place, () => url + place) : text;
  };

  Object.defineProperty(Error, "prepareStackTrace", {
    configurable: true,
    writable: true,
    value: (error: unknown, sites: CallSite[]): string => {
      const frames = sites.map(describe).filter((frame) => frame !== undefined);
      let head: string;
      try {
        head = String(error);
      } catch {
        head = "Error";
      }
      return [head, ...frames.map((frame) => `    at ${frame}`)].join("\n");
    },
  });
}
