const LONGEST = 200;

/**
 * The reason in what Deno wrote on stderr: the line that starts with `error:`,
 * with the innermost cause where Deno gives one.
 */
export function denoProblem(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^error:/i.test(line));
  const causedBy = lines.lastIndexOf("Caused by:");
  const cause = causedBy < 0
    ? undefined
    : lines[causedBy + 1]?.replace(/^\d+:\s*/, "");
  const said = [error?.replace(/^error:\s*/i, ""), cause]
    .filter(Boolean).join(": ") || lines.find(Boolean) || "no reason given";
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}

/** The same in few words, where JSR's files could not be had. */
export function fetchProblem(problem: string): string {
  const [, url, answer] = problem.match(/Import '(\S+)' failed(?:: (\d+))?/) ??
    [];
  if (url === undefined || !URL.canParse(url)) {
    return problem.replace(/^no answer/, "JSR gives no answer");
  }
  const { host } = new URL(url);
  return answer ? `${host} answers ${answer}` : `${host} is out of reach`;
}
