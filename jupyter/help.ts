/** What `--help` prints. */
export const HELP: Record<"all" | "notebooks" | "check", string> = {
  all: `Runs and checks notebooks.

  deno task notebooks [paths] [options]   run them in Deno kernels
  deno run -A jupyter/main.ts check       check that they are clean and sound

Each has --help.`,

  notebooks:
    `Runs notebooks in the real Deno kernel, up to the first error in each.

  deno task notebooks [paths] [options]

Paths are notebooks or folders of them; without any it is notebooks/en.

  --solutions         put the solutions into the exercise cells; every check must pass
  --stock             leave Deno's own kernel as it is: cells are sent unchanged, errors nobody awaits are missed
  --write             write the outputs into the notebooks that passed
  --output DIR        write executed copies there, also of notebooks that failed
  --json FILE         write a report there ("-" for standard output); its shape: jupyter/run/run_report.ts
  --timeout S         seconds that a cell may take (60)
  --start-timeout S   seconds until a kernel must answer (30)
  --jobs N, -j N      notebooks at once (number of cores)
  --ports FROM-TO     where kernels listen on loopback (20000-32767)

Tags of cells that count: raises-exception (may fail), skip-execution (is not run), exercise.

Exit code: 0 all passed, 1 a notebook failed, 2 the command cannot be understood or a path is not there,
3 the report cannot be written, 130 interrupted by Ctrl-C (143 by SIGTERM).`,

  check:
    `Checks notebooks without running them: valid nbformat 4.5, ids, kernel, no outputs committed,
exercises and solutions that match, and the code of the cells: types, lint, promises nobody awaits.

  deno run -A jupyter/main.ts check [paths]

Paths are notebooks or folders of them; without any it is notebooks/en.

Exit code: 0 nothing found, 1 something found, 2 the command cannot be understood or a path is not there.`,
};
