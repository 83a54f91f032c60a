const DEFAULT_REGISTRY = "https://jsr.io/";
const TIMEOUT = 3_000;

/** Where Deno looks for `jsr:` packages: the variable `JSR_URL`, or JSR. */
export function jsrRegistry(
  fromEnvironment: string | undefined = Deno.env.get("JSR_URL"),
): URL {
  const url = fromEnvironment || DEFAULT_REGISTRY;
  return new URL(url.endsWith("/") ? url : `${url}/`);
}

/** Options for {@linkcode jsrProblem}. */
export interface JsrProblemOptions {
  /** The registry to ask. Default: the one Deno uses. */
  registry?: URL;
  /** Milliseconds to wait for the whole answer. Default: 3000. */
  timeout?: number;
  /** Stops waiting at once. */
  signal?: AbortSignal;
}

/**
 * Asks the registry for a package's list of versions, and says what is wrong
 * with the answer; `undefined` if nothing is.
 *
 * @param packageName For example `"@std/assert"`.
 * @throws The signal's reason, if the signal stopped it.
 */
export async function jsrProblem(
  packageName: string,
  options: JsrProblemOptions = {},
): Promise<string | undefined> {
  const { registry = jsrRegistry(), timeout = TIMEOUT, signal } = options;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeout);
  try {
    const response = await fetch(
      new URL(`${packageName}/meta.json`, registry),
      {
        signal: AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]),
      },
    );
    const text = await response.text();
    if (!response.ok) return `${registry.host} answers ${response.status}`;
    // A hotel's or school's log-in page answers too.
    return listsVersions(text)
      ? undefined
      : `${registry.host} does not answer as JSR does`;
  } catch {
    signal?.throwIfAborted();
    return deadline.signal.aborted
      ? `${registry.host} does not answer within ${timeout / 1000} s`
      : `${registry.host} is out of reach`;
  } finally {
    clearTimeout(timer);
  }
}

function listsVersions(text: string): boolean {
  try {
    const { versions } = JSON.parse(text);
    return typeof versions === "object" && versions !== null;
  } catch {
    return false;
  }
}
