import type { Browser } from "playwright-core";

const PROGRAMS: Record<string, string[]> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  windows: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** Longest wait for the browser, in milliseconds. */
const DEADLINE = 30_000;

/** Full path of a browser of Chromium's family: `CHROMIUM` if set, or else where systems keep it. */
export function findBrowser(): string | undefined {
  const windows = Deno.build.os === "windows";
  const ending = windows ? ".exe" : "";
  const folders = (Deno.env.get("PATH") ?? "").split(windows ? ";" : ":");
  const candidates = [
    Deno.env.get("CHROMIUM") ?? "",
    ...folders.filter(Boolean).flatMap((folder) =>
      NAMES.map((name) => `${folder}/${name}${ending}`)
    ),
    ...PROGRAMS[Deno.build.os] ?? [],
  ];
  return candidates.find((path) => path !== "" && isFile(path));
}

/** Starts a headless browser without any network; `undefined` if there is none on this machine. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findBrowser();
  if (executablePath === undefined) return undefined;
  const { chromium } = await import("playwright-core");
  // As root Chromium refuses its own sandbox; what it opens is a file whose policy lets only our script run.
  const root = Deno.build.os !== "windows" && Deno.uid() === 0;
  return await chromium.launch({
    executablePath,
    timeout: DEADLINE,
    // Who opened it closes it, and has more to clear away.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...(root ? ["--no-sandbox"] : []),
      "--host-resolver-rules=MAP * ~NOTFOUND",
      // On a machine that is busy the watchdog would end the browser for being late.
      "--disable-gpu",
      "--disable-gpu-watchdog",
      "--font-render-hinting=none",
    ],
  });
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
