/**
 * Content-Security-Policy of an exported file: nothing is fetched from anywhere and no script runs but ours,
 * whatever a notebook may have smuggled in. A trusted notebook's own scripts may run.
 */
export function pagePolicy(scriptHash: string, trust: boolean): string {
  const scripts = trust
    ? "'unsafe-inline' 'unsafe-eval' data: blob:"
    : `'${scriptHash}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
