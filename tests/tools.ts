/** Which outside tools are on this machine, for tests that need one. */

/** In CI everything is installed, so a missing tool there is a failure and never a skip. */
export const TOOLS_REQUIRED = Deno.env.get("SOCKETS_REQUIRE_TOOLS") === "1";

const WELL_KNOWN: Record<string, string[]> = {
  chromium: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ],
  nginx: ["/usr/sbin/nginx"],
};

/**
 * Full path of a program in an active virtual environment, on PATH or at a well-known place, or `undefined`.
 *
 * The environment goes first although PATH names it: npx puts the folder of its own programs before it, and with them
 * perhaps the system's Python.
 */
export function findTool(name: string): string | undefined {
  const windows = Deno.build.os === "windows";
  const environment = Deno.env.get("VIRTUAL_ENV");
  const folders = (Deno.env.get("PATH") ?? "").split(windows ? ";" : ":");
  if (environment) {
    folders.unshift(`${environment}/${windows ? "Scripts" : "bin"}`);
  }
  const fileNames = windows ? [`${name}.exe`, `${name}.cmd`, name] : [name];
  const candidates = [
    ...folders.filter(Boolean).flatMap((folder) =>
      fileNames.map((fileName) => `${folder}/${fileName}`)
    ),
    ...(WELL_KNOWN[name] ?? []),
  ];
  return candidates.find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Whether a test that needs `name` should be skipped: missing, and not in CI. */
export function lacksTool(name: string): boolean {
  return findTool(name) === undefined && !TOOLS_REQUIRED;
}

/** Whether a test that needs a Python module should be skipped. */
export function lacksPythonModule(name: string): boolean {
  if (TOOLS_REQUIRED) return false;
  const python = findTool("python3") ?? findTool("python");
  if (!python) return true;
  const { success } = new Deno.Command(python, {
    args: ["-c", `import ${name}`],
    stdout: "null",
    stderr: "null",
  }).outputSync();
  return !success;
}
