/** The commands of `setup/main.ts`. */
export const COMMAND_NAMES = ["setup", "doctor", "course"] as const;

/** One of {@linkcode COMMAND_NAMES}. */
export type CommandName = typeof COMMAND_NAMES[number];

/** What `--help` prints for each. */
export const HELP: Record<CommandName, string> = {
  setup: `Makes this machine ready for the kit, and says what it found.

Usage: deno task setup [--force | --uninstall]

Real @std packages are used wherever Deno can get them from JSR or has them in
its cache; otherwise stand-ins are put into the folder .offline, which git
ignores. npm packages are fetched into Deno's cache. JSR_URL, .npmrc and
NPM_CONFIG_REGISTRY are honoured.

  --force      write the stand-ins anew
  --uninstall  remove the stand-ins
  --help       show this

Ends with 0 if the kit can run, with 1 if not.
Other commands: doctor, course`,

  doctor:
    `Says what this machine has and lacks for the kit, and changes nothing.

Usage: deno task doctor

  --help  show this

Ends with 0 if the kit can run, with 1 if not.
Where even "deno task" fails, say: deno run -A setup/main.ts doctor`,

  course: `Sets up, runs notebooks, makes their decks and the index page.

Usage: deno task course [paths] [options]

Paths are notebooks or folders of them; without any: notebooks/en. Everything
made goes to slides/dist, which git ignores; open slides/dist/index.html.

  --solutions    put the solutions in place of the exercises
  --jobs N       notebooks that run at the same time
  --timeout S    seconds a cell may take
  --help         show this

Ends with 0 if all went well, with 1 if anything failed.`,
};
