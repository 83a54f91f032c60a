import type { Browser } from "playwright-core";
import { findBrowser } from "./find_browser.ts";

/** Longest wait for the browser, in milliseconds. */
const DEADLINE = 30_000;

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
