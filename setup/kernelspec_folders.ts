import { join } from "node:path";

/** What {@linkcode kernelspecFolders} needs to know of the machine. */
export interface MachineFacts {
  os: typeof Deno.build.os;
  /** The environment's variables. */
  env: Record<string, string | undefined>;
}

/**
 * The folders Jupyter looks into for kernels, the user's own first.
 *
 * Source: Jupyter's documentation, "Common Directories and File Locations".
 */
export function kernelspecFolders({ os, env }: MachineFacts): string[] {
  const home = env.HOME ?? env.USERPROFILE ?? "";
  const listed = (env.JUPYTER_PATH ?? "").split(os === "windows" ? ";" : ":");
  const environment = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  return [
    ...listed,
    env.JUPYTER_DATA_DIR ?? userFolder(os, env, home),
    environment && join(environment, "share", "jupyter"),
    ...systemFolders(os, env),
  ].filter((folder) => folder !== undefined && folder !== "")
    .map((folder) => join(folder!, "kernels"));
}

function userFolder(
  os: MachineFacts["os"],
  env: MachineFacts["env"],
  home: string,
): string | undefined {
  if (os === "windows") return env.APPDATA && join(env.APPDATA, "jupyter");
  if (!home) return undefined;
  if (os === "darwin") return join(home, "Library", "Jupyter");
  return join(env.XDG_DATA_HOME ?? join(home, ".local", "share"), "jupyter");
}

function systemFolders(
  os: MachineFacts["os"],
  env: MachineFacts["env"],
): string[] {
  if (os === "windows") {
    return env.PROGRAMDATA ? [join(env.PROGRAMDATA, "jupyter")] : [];
  }
  return ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}
