import type { Finding } from "./finding.ts";

/** The oldest Deno whose Jupyter kernel the kit can rely on. */
export const OLDEST_DENO = "2.9.0";

/** Checks that this Deno is new enough. */
export function checkDeno(version: string = Deno.version.deno): Finding {
  if (isAtLeast(version, OLDEST_DENO)) {
    return { name: "Deno", state: "good", found: version };
  }
  return {
    name: "Deno",
    state: "failure",
    found: `${version} is too old`,
    advice: `run "deno upgrade", or use "npx -y deno@2.9.6 task …" (${
      OLDEST_DENO.replace(/\.0$/, "")
    } or newer is needed)`,
  };
}

/** Compares dotted versions; what follows `-` or `+` does not count. */
function isAtLeast(version: string, oldest: string): boolean {
  const parts = numbersOf(version);
  const limits = numbersOf(oldest);
  for (let index = 0; index < limits.length; index++) {
    const difference = (parts[index] ?? 0) - limits[index];
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return version.split(/[-+]/)[0].split(".").map(Number);
}
