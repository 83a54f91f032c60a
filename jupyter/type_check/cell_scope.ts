/** Keeps account of what each name means while cells follow one another. */
import { blank, type ImportedName, type ImportPart } from "./cell_parts.ts";

/** An import as it can stand at the head of a module, beside those of all other cells. */
export interface HoistedImport {
  text: string;
  /** Names that meant something else before: imported as another, and bound to their own in the cell. */
  renamed: { text: string; binding: string; start: number }[];
}

const DECLARED_IN_CELL = Symbol("declared in a cell");

/** The meaning of each name, cell by cell. */
export class CellScope {
  #meanings = new Map<string, string | typeof DECLARED_IN_CELL>();

  /** From here on `name` is what a cell declared. */
  declare(name: string): void {
    this.#meanings.set(name, DECLARED_IN_CELL);
  }

  /** From here on the import's names are what it says; what they are already is not said again. */
  hoist(part: ImportPart, cell: number): HoistedImport {
    const renamed: HoistedImport["renamed"] = [];
    const repeated = part.names.filter((name) => {
      const meaning = `${name.imported} from ${part.from}`;
      const before = this.#meanings.get(name.local);
      if (before === meaning) return true;
      if (before === `type ${meaning}` && name.typeOnly) return true;
      this.#meanings.set(
        name.local,
        name.typeOnly ? `type ${meaning}` : meaning,
      );
      if (before === undefined) return false;
      renamed.push({ ...renameImport(name, part, cell), start: name.start });
      return true;
    });
    return { text: withoutNames(part, repeated), renamed };
  }
}

/** A name in a block can only be bound as a value and, if it is one, as a type. */
function renameImport(
  { local, imported, typeOnly }: ImportedName,
  { from }: ImportPart,
  cell: number,
): { text: string; binding: string } {
  const other = `__${cell}_${local}`;
  const clause = imported === "*"
    ? `* as ${other}`
    : `{ ${imported} as ${other} }`;
  return {
    text: `import ${typeOnly ? "type " : ""}${clause} from ${from};`,
    binding: `${
      typeOnly ? "" : `const ${local} = ${other}; `
    }type ${local} = ${other};`,
  };
}

/** The declaration with some of its names blanked out. */
function withoutNames(part: ImportPart, names: ImportedName[]): string {
  let { text } = part;
  const blankOut = (start: number, end: number) => {
    text = text.slice(0, start) + blank(text.slice(start, end)) +
      text.slice(end);
  };
  const all = names.length === part.names.length;
  if (
    all && names.some(({ imported }) => ["*", "default"].includes(imported))
  ) {
    blankOut(part.clause!.start, part.clause!.end); // import     "sockets"
    return text;
  }
  for (const { start, end } of names) {
    const comma = text.slice(end).match(/^\s*,/)?.[0].length ?? 0;
    blankOut(start, end + comma);
  }
  return text;
}
