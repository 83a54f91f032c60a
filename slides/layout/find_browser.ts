const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

/** Full path of a browser of Chromium's family, `undefined` if there is none. */
export function findBrowser(): string | undefined {
  return browserCandidates(Deno.build.os, (name) => Deno.env.get(name))
    .find(isFile);
}

/** Where such a browser may be: `CHROMIUM` if that is set, on PATH, or where systems keep it. */
export function browserCandidates(
  os: typeof Deno.build.os,
  env: (name: string) => string | undefined,
): string[] {
  const [separator, ending] = os === "windows" ? [";", ".exe"] : [":", ""];
  const onPath = (env("PATH") ?? "").split(separator).filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => `${folder}/${name}${ending}`));
  return [env("CHROMIUM") ?? "", ...onPath, ...wellKnown(os, env)]
    .filter(Boolean);
}

function wellKnown(
  os: typeof Deno.build.os,
  env: (name: string) => string | undefined,
): string[] {
  switch (os) {
    case "darwin":
      return ["Chromium", "Google Chrome", "Microsoft Edge"]
        .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case "windows":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .map(env).filter(Boolean).flatMap((folder) => [
          `${folder}/Google/Chrome/Application/chrome.exe`,
          `${folder}/Microsoft/Edge/Application/msedge.exe`,
        ]);
    default:
      return ["/usr/bin/chromium", "/snap/bin/chromium"];
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
