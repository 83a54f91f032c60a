import { join } from "node:path";

/** What {@linkcode kernelspecFolders} needs to know of the machine. */
export interface MachineFacts {
  os: typeof Deno.build.os;
  /** The environment's variables. */
  env: Record<string, string | undefined>;
}

/** The facts of the machine this runs on. */
export function thisMachine(): MachineFacts {
  return { os: Deno.build.os, env: Deno.env.toObject() };
}

/**
 * The folders Jupyter looks into for kernels, in its order: a virtual
 * environment's folder hides the user's own unless `JUPYTER_PREFER_ENV_PATH`
 * says otherwise.
 *
 * Source: Jupyter's documentation, "Common Directories and File Locations".
 */
export function kernelspecFolders(facts: MachineFacts): string[] {
  const { os, env } = facts;
  const listed = (env.JUPYTER_PATH ?? "").split(os === "windows" ? ";" : ":");
  const environment = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  const own = [
    environment && join(environment, "share", "jupyter"),
    userJupyterFolder(facts),
  ];
  if (!prefersEnvironment(env)) own.reverse();
  return [...listed, ...own, ...systemFolders(facts)]
    .filter((folder) => folder !== undefined && folder !== "")
    .map((folder) => join(folder!, "kernels"));
}

/** The user's own folder of kernels; `undefined` where the user has no home. */
export function userKernelFolder(facts: MachineFacts): string | undefined {
  const folder = userJupyterFolder(facts);
  return folder && join(folder, "kernels");
}

function userJupyterFolder({ os, env }: MachineFacts): string | undefined {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (os === "windows") return env.APPDATA && join(env.APPDATA, "jupyter");
  const home = env.HOME ?? env.USERPROFILE;
  if (!home) return undefined;
  if (os === "darwin") return join(home, "Library", "Jupyter");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** Source: `prefer_environment_over_user` of jupyter_core 5. */
function prefersEnvironment(env: MachineFacts["env"]): boolean {
  const preference = env.JUPYTER_PREFER_ENV_PATH;
  if (preference !== undefined) {
    return !["no", "n", "false", "off", "0", "0.0"]
      .includes(preference.toLowerCase());
  }
  if (env.VIRTUAL_ENV) return true;
  return (env.CONDA_DEFAULT_ENV ?? "base") !== "base";
}

function systemFolders({ os, env }: MachineFacts): string[] {
  if (os === "windows") {
    return env.PROGRAMDATA ? [join(env.PROGRAMDATA, "jupyter")] : [];
  }
  return ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}
