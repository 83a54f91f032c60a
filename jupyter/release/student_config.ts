/** The settings that students get: what of ours the files they are given need. */
export interface StudentConfig {
  workspace: unknown;
  imports: Record<string, string>;
  scopes: unknown;
  tasks: Record<string, string>;
}

const TASKS = ["setup", "doctor", "lab", "notebooks"];

/** The project's `deno.json`, reduced to these tasks and to the imports that one of the `texts` names. */
export function studentConfig(
  denoJson: string,
  texts: readonly string[],
): StudentConfig {
  const { workspace, imports, scopes, tasks } = JSON.parse(denoJson);
  // In notebooks the quotes of imports are escaped.
  const isNamed = (name: string) =>
    texts.some((text) =>
      text.includes(`"${name}"`) || text.includes(`"${name}/`) ||
      text.includes(`"${name}\\"`)
    );
  return {
    workspace,
    imports: keep(imports, isNamed),
    scopes,
    tasks: keep(tasks, (name) => TASKS.includes(name)),
  };
}

function keep(
  values: Record<string, string>,
  isKept: (name: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => isKept(name)),
  );
}
