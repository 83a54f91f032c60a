/** The language of a notebook, for tests that ask it about cells. */
import { CellLanguage } from "../../../jupyter/language_service/cell_language.ts";
import { fromFileUrl } from "../../project_files.ts";

let opening: Promise<CellLanguage> | undefined;

/** A language in which these cells ran: the same each time, as opening one takes a second. */
export async function languageAfter(...ran: string[]): Promise<CellLanguage> {
  const language = await (opening ??= CellLanguage.open(fromFileUrl("./")));
  language.take({ tell: "cleared" });
  for (const source of ran) language.take({ tell: "ran", source });
  return language;
}

/** What is wrong with the last cell after the others ran, as `line:column+length message`. */
export async function problemsOf(...cells: string[]): Promise<string[]> {
  const source = cells.pop()!;
  const language = await languageAfter(...cells);
  const { problems } = language.answer({
    ask: "check",
    source,
    until: Infinity,
  });
  return problems!.map(({ line, column, length, message }) =>
    `${line}:${column}+${length} ${message}`
  );
}

/** What may stand at `|` in the last cell. */
export async function completionOf(...cells: string[]) {
  const { source, offset } = atBar(cells.pop()!);
  const language = await languageAfter(...cells);
  return language.answer({ ask: "complete", source, offset, until: Infinity })
    .completion;
}

/** What is known of the name at `|` in the last cell. */
export async function inspectionOf(...cells: string[]) {
  const { source, offset } = atBar(cells.pop()!);
  const language = await languageAfter(...cells);
  return language.answer({ ask: "inspect", source, offset, until: Infinity })
    .inspection;
}

function atBar(text: string): { source: string; offset: number } {
  const offset = text.indexOf("|");
  return { source: text.slice(0, offset) + text.slice(offset + 1), offset };
}
