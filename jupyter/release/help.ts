/** What `--help` prints. */
export const HELP = `Writes what is handed to students.

  deno task release OUT [--notes] [--force]   write OUT/sockets-live and OUT/sockets-live.zip
  deno task release --check PATH [--notes]    look for leaks in such a folder or zip

In it: the notebooks without solutions, outputs and the speaker's notes, the library, what sets it up and runs it, a
README. What git does not know is left out, and named.
Before anything is written, and again from what was written, a check makes sure that no line of a solution, a hidden
test or a speaker's note is anywhere in it.

  --notes   the speaker's notes stay: they hold the answers to what students are asked to predict
  --force   replace an earlier release in OUT; what is no release is never replaced

Exit code: 0 written and without leaks, 1 a leak or nothing written, 2 the command cannot be understood.`;
