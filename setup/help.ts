/** The commands of `setup/main.ts`. */
export const COMMAND_NAMES = [
  "setup",
  "doctor",
  "course",
  "lab",
  "check",
  "test",
] as const;

/** One of {@linkcode COMMAND_NAMES}. */
export type CommandName = typeof COMMAND_NAMES[number];

/** What `--help` prints for each. */
export const HELP: Record<CommandName, string> = {
  setup: `Makes this machine ready for the kit, and says what it found.

Usage: deno task setup [--force | --uninstall] [--stock] [--kernel NAME]

Real @std packages are used wherever Deno can get them from JSR or has them in
its cache; otherwise stand-ins are put into the folder .offline, which git
ignores. npm packages are fetched into Deno's cache. JSR_URL, .npmrc and
NPM_CONFIG_REGISTRY are honoured.

So that JupyterLab and VS Code find the kit's kernel, its kernelspec goes into
your Jupyter folder, under the name "deno". A kernel of that name that the kit
did not install is left alone. Where Deno came through npx it is kept in your
data folder, for npx may empty its cache.

  --force        replace a kernel of yours; write the stand-ins anew
  --uninstall    remove what was installed: kernel, kept Deno, stand-ins
  --stock        install Deno's own kernel as it is, not the kit's
  --kernel NAME  install it under another name, e.g. beside a "deno" of yours
  --no-kernel    install no kernel
  --help         show this

Ends with 0 if the kit can run, with 1 if not.
Other commands: doctor, course, lab, check, test`,

  doctor:
    `Says what this machine has and lacks for the kit, and changes nothing.

Usage: deno task doctor

  --help  show this

Ends with 0 if the kit can run, with 1 if not.
Where even "deno task" fails, say: deno run -A setup/main.ts doctor`,

  course: `Sets up, runs notebooks, makes their decks, pages and the index page.

Usage: deno task course [paths] [options]

Paths are notebooks or folders of them; without any: notebooks/en. Everything
made goes to slides/dist, which git ignores; open slides/dist/index.html.

  --solutions    put the solutions in place of the exercises
  --stock        use Deno's own kernel as it is, not the kit's
  --jobs N       notebooks that run at the same time
  --timeout S    seconds a cell may take
  --help         show this

Ends with 0 if all went well, with 1 if anything failed.`,

  lab: `Opens the notebooks in JupyterLab, with the kit's kernel.

Usage: deno task lab [notebook] [options] [-- Jupyter's options]

The notebook is a path, or the start of a name in notebooks/en, such as 03;
without any: 00_start_here. JupyterLab is taken from PATH, or fetched by uvx or
pipx if one of them is there. Your own kernels and settings are not changed.
Ctrl-C ends it. As root, in a container say, Jupyter wants "-- --allow-root".

  --notebook    Jupyter Notebook 7 in place of JupyterLab
  --no-browser  open no browser, print the address only
  --stock       use Deno's own kernel as it is, not the kit's
  --help        show this

Ends with 1 if the kit cannot run or there is no JupyterLab, otherwise as
Jupyter does.`,

  check: `Checks format, lint, types, imports and notebooks.

Usage: deno task check

Runs deno fmt --check, deno lint and deno check, the tests of who may import
whom and who may print, and the check of notebooks: valid, clean, typed. Goes on
behind what fails, so that one run tells everything.

  --help  show this

Ends with 0 if all is well, with 1 if not.`,

  test: `Sets up and runs the tests.

Usage: deno task test [paths] [options of deno test]

Without paths: all tests, and the examples in the documentation. What needs a
browser, Python or another program is skipped, by name, where that is missing.

  --filter TEXT  only tests with this in their name
  --help         show this; "deno test --help" lists the other options

Ends with 0 if all tests passed, with 1 if not.`,
};
