/** What `--help` prints. */
export const HELP: Record<"all" | "new" | "clean" | "watch", string> = {
  all: `For those who write notebooks.

  deno task new NN_name    start a notebook from the template
  deno task clean [paths]  take outputs and other traces of runs away
  deno task watch [paths]  run again what changed, and show its deck

Each has --help.`,

  new: `Starts a notebook from the template.

  deno task new NN_name    such as 11_udp

Writes notebooks/en/NN_name.ipynb, its solutions in solutions/, and wrong answers for its three exercises in
tests/notebooks/wrong_answers/. It runs as it is, solved and unsolved; replace all of it, piece by piece. What is there
is never overwritten.

Exit code: 0 written, 1 the name cannot be used or is taken, 2 the command cannot be understood.`,

  clean:
    `Takes outputs, counts and other traces of runs out of notebooks; ids, tags and slide types stay.

  deno task clean [paths] [options]

Paths are notebooks or folders of them; without any it is notebooks/en and its solutions. A clean notebook keeps every byte.

  --check             only say which are not clean
  -                   read one notebook from standard input, write it to standard output
  --install-filter    let git clean each notebook as it is added, in this clone; your files keep their outputs
  --uninstall-filter  undo that

Exit code: 0 done, 1 a notebook is not clean (--check) or cannot be read, 2 the command cannot be understood.`,

  watch:
    `Runs notebooks again when they change, or a file of lib/ that they import, and shows their decks.

  deno task watch [paths] [options]

Paths are notebooks or folders of them; without any it is notebooks/en. Everything runs once, then what changes. The
address that is printed shows the decks, on this machine only, unmeasured; each is loaded anew when it was made anew.

  --port N      where the decks are shown (any free port)
  --no-deck     only run
  --solutions   run with the solutions in the exercise cells

Ctrl-C ends it. Exit code: 0 ended, 1 it could not start, 2 the command cannot be understood.`,
};
