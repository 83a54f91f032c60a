/** What parses scripts. */
export type Parser = typeof import("./parse_script.ts");

let parser: Parser | undefined;
let loading: Promise<Parser> | undefined;

/**
 * Loads the parser once, with the first cell or before: a kernel's start need not wait for it. Once it is there it is
 * given at once, without a promise.
 */
export function loadParser(): Parser | Promise<Parser> {
  return parser ?? (loading ??= load());
}

async function load(): Promise<Parser> {
  return parser = await import("./parse_script.ts");
}
