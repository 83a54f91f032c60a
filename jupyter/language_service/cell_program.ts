/** The cells of a kernel as one program, which the compiler brings up to date cell by cell. */
import ts from "typescript";
import {
  CELL_OPTIONS,
  moduleNameResolver,
} from "../type_check/cell_compiler.ts";
import type { ResolveModule } from "../type_check/module_resolver.ts";
import {
  type NotebookModule,
  notebookModule,
} from "../type_check/notebook_module.ts";
import { Deadline } from "./deadline.ts";
import { parseCell, type ParsedCell } from "./parse_cell.ts";

/** A sketch is not asked for types that it can do without. */
const OPTIONS: ts.CompilerOptions = {
  ...CELL_OPTIONS,
  useUnknownInCatchVariables: false,
};

const PATH = "/cells.ts";

/** What is known of packages that the project does not name: nothing, and so any use of them is right. */
const OTHER_MODULES = [
  "npm:*",
  "jsr:*",
  "http:*",
  "https:*",
  "file:*",
  "data:*",
]
  .map((name) => `declare module "${name}";`).join("\n");

/** A cell in the program of all cells before it. */
export interface CellInProgram {
  source: string;
  program: ts.Program;
  file: ts.SourceFile;
  /** The statements of this cell, with its imports. */
  statements: ts.Statement[];
  module: NotebookModule;
  /** The cell's place in the module. */
  cell: number;
  /** Where the compiler's editor service has the module. */
  path: string;
  language: ts.LanguageService;
  /** What cells may import. */
  cellModules: readonly string[];
  deadline: Deadline;
}

/** Keeps all that was read and bound for the next cell. */
export class CellProgram {
  #sources: Map<string, ts.IScriptSnapshot>;
  #version = 0;
  #language: ts.LanguageService;
  #deadline = Deadline.never;

  /** @param globals declarations of all that needs no import, by path */
  constructor(
    globals: Map<string, string>,
    private readonly resolve: ResolveModule,
  ) {
    const sources = [...globals, ["/packages.d.ts", OTHER_MODULES], [PATH, ""]];
    this.#sources = new Map(
      sources.map(([path, text]) => [path, ts.ScriptSnapshot.fromString(text)]),
    );
    this.#language = ts.createLanguageService(this.#host());
  }

  /** The program of the cells that ran, followed by this one. */
  open(
    ran: readonly ParsedCell[],
    source: string,
    deadline: Deadline,
  ): CellInProgram {
    this.#deadline = deadline;
    const cells = [...ran, parseCell(source)].map((cell, index) => ({
      id: String(index),
      ...cell,
    }));
    const module = notebookModule(cells);
    this.#sources.set(PATH, ts.ScriptSnapshot.fromString(module.text));
    this.#version++;
    const program = this.#language.getProgram()!;
    const file = program.getSourceFile(PATH)!;
    const cell = ran.length;
    const statements = statementsOf(file, module, cell);
    return {
      source,
      program,
      file,
      statements,
      module,
      cell,
      path: PATH,
      language: this.#language,
      cellModules: this.resolve.cellModules,
      deadline,
    };
  }

  #host(): ts.LanguageServiceHost {
    const files = new Map<string, ts.IScriptSnapshot | undefined>();
    const readSnapshot = (path: string) => {
      if (!files.has(path)) {
        const text = ts.sys.readFile(path);
        files.set(
          path,
          text === undefined ? undefined : ts.ScriptSnapshot.fromString(text),
        );
      }
      return files.get(path);
    };
    return {
      getCompilationSettings: () => OPTIONS,
      getScriptFileNames: () => [...this.#sources.keys()],
      getScriptVersion: (path) => path === PATH ? `${this.#version}` : "0",
      getScriptSnapshot: (path) =>
        this.#sources.get(path) ?? readSnapshot(path),
      getCurrentDirectory: () => "/",
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (path) => this.#sources.has(path) || ts.sys.fileExists(path),
      readFile: ts.sys.readFile,
      getCancellationToken: () => this.#deadline,
      resolveModuleNameLiterals: moduleNameResolver(this.resolve),
    };
  }
}

function statementsOf(
  file: ts.SourceFile,
  module: NotebookModule,
  cell: number,
): ts.Statement[] {
  let block: readonly ts.Statement[] = file.statements;
  for (let depth = 0; depth <= cell; depth++) {
    block = (block.find(ts.isBlock) as ts.Block | undefined)?.statements ?? [];
  }
  const imports = file.statements.filter((statement) =>
    ts.isImportDeclaration(statement) &&
    module.cellAt(statement.getStart(file))?.cell === cell
  );
  return [...imports, ...block];
}
