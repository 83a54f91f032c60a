import { CODE_STUB } from "./mark_solution.ts";

/** `nbgrader_config.py`: what nbgrader must know about TypeScript and this course. */
export const COURSE_CONFIG = `c = get_config()

c.CourseDirectory.course_id = "sockets-live"
# nbgrader knows no stub for TypeScript and stops without one.
c.ClearSolutions.code_stub = {"typescript": "${CODE_STUB}"}
# Seconds a cell may take, and a kernel to start: checks end by themselves.
c.Execute.timeout = 120
c.Execute.startup_timeout = 120
`;

/** The course folder's README. */
export const COURSE_README = `# Sockets, live, for nbgrader

One assignment for each notebook in \`source/\`, with the library beside it.
Made by \`deno task nbgrader\`: change the notebooks there, not here.

\`\`\`sh
nbgrader generate_assignment 00_start_here   # writes release/
nbgrader autograde 00_start_here             # submitted/ → autograded/
nbgrader generate_feedback 00_start_here
\`\`\`

- The kernel must be there under the name \`deno\`: \`deno task setup\`.
- An exercise gives points for each case of its check that holds. Feedback lists
  the others, hidden tests included.
- Grading runs students' code in a kernel with all rights of the user who grades:
  do it in a container or under an account that has nothing to lose.
- The library's npm packages must be in Deno's cache where there is no network:
  grade one submission with network first.
`;
