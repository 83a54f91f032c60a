/** Applies the rules of `deno lint` to the cells of notebooks. */
import type { ModuleToCheck } from "./check_cells.ts";
import type { Finding } from "./finding.ts";

/** Rules that the type check does better, or that the nesting of cells would set off. */
const EXCLUDED_RULES = ["no-unused-vars", "no-inner-declarations"];

interface LintReport {
  diagnostics: {
    filename: string;
    code: string;
    message: string;
    range: { start: { line: number; col: number } };
  }[];
}

/** One run of `deno lint` over all modules. Code that does not parse is left to the type check. */
export async function lintCells(
  modules: ModuleToCheck[],
  root: string,
): Promise<Finding[]> {
  const folder = await Deno.makeTempDir({ prefix: "sockets-lint-" });
  try {
    for (const [index, { module }] of modules.entries()) {
      await Deno.writeTextFile(`${folder}/${index}.ts`, module.text);
    }
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "lint",
        "--json",
        "--config",
        `${root}/deno.json`,
        `--rules-exclude=${EXCLUDED_RULES.join(",")}`,
        folder,
      ],
      stdin: "null",
      stderr: "null",
    }).output();
    const report: LintReport = JSON.parse(new TextDecoder().decode(stdout));
    return report.diagnostics.flatMap((diagnostic) =>
      findingOf(diagnostic, modules)
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function findingOf(
  { filename, code, message, range }: LintReport["diagnostics"][number],
  modules: ModuleToCheck[],
): Finding[] {
  const { notebook, module, excused } =
    modules[Number(filename.match(/(\d+)\.ts$/)![1])];
  const position = module.positionAt(range.start.line - 1, range.start.col);
  if (!position || excused.has(position.cellId)) return [];
  return [{ notebook, ...position, rule: code, message }];
}
