/** A JupyterHub on loopback, configured as `setup/classroom` says, and what a student does with it. */
import { join } from "node:path";
import { pickPorts, releasePorts } from "../../../jupyter/client/pick_ports.ts";
import { fromFileUrl } from "../../project_files.ts";
import { findTool, lacksTool } from "../../tools.ts";
import { Student } from "./student.ts";

/** What a test with a hub needs: the hub, its proxy, a server for each student, and a shell. */
export const HUB_TEST = {
  ignore: Deno.build.os === "windows" || lacksTool("jupyterhub") ||
    lacksTool("configurable-http-proxy") || lacksTool("jupyter-lab"),
  sanitizeOps: false,
  sanitizeResources: false,
};

/** Longest wait for a program to start, in milliseconds: a busy machine takes long to load Python. */
const START_DEADLINE = 120_000;

const CLASSROOM = fromFileUrl("setup/classroom/");

/** A hub with the kit installed for all its users, in a folder of its own. */
export class Hub implements AsyncDisposable {
  readonly #folder: string;
  readonly #ports: number[];
  readonly #child: Deno.ChildProcess;

  private constructor(
    folder: string,
    ports: number[],
    child: Deno.ChildProcess,
  ) {
    this.#folder = folder;
    this.#ports = ports;
    this.#child = child;
  }

  /** Installs the kit as an administrator would, then starts the hub. */
  static async start(): Promise<Hub> {
    const folder = await Deno.makeTempDir({ prefix: "sockets-hub-" });
    const ports = pickPorts(3);
    try {
      await install(folder);
      await Deno.writeTextFile(
        join(folder, "hub.py"),
        configure(folder, ports),
      );
      const child = new Deno.Command("jupyterhub", {
        args: ["-f", join(folder, "hub.py")],
        cwd: folder,
        env: { SOCKETS_FOLDER: join(folder, "kit") },
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).spawn();
      const hub = new Hub(folder, ports, child);
      await waitForLine(child, "JupyterHub is now running");
      return hub;
    } catch (failure) {
      releasePorts(ports);
      await Deno.remove(folder, { recursive: true });
      throw failure;
    }
  }

  /** The hub's address, with a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.#ports[0]}/`;
  }

  /** Where a student's files are. */
  homeOf(name: string): string {
    return join(this.#folder, "home", name);
  }

  /** Logs a student in, starts their server, and waits until it answers. */
  async enter(name: string): Promise<Student> {
    const student = await Student.logIn(this.url, name);
    await student.startServer();
    return student;
  }

  /** Ends the hub, which ends its proxy and all servers. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It has ended already.
    }
    await this.#child.status;
    releasePorts(this.#ports);
    await Deno.remove(this.#folder, { recursive: true });
  }
}

async function install(folder: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command("bash", {
    args: [join(CLASSROOM, "install"), join(folder, "kit")],
    env: {
      SOCKETS_SHARE: join(folder, "share"),
      SOCKETS_DENO: Deno.execPath(),
      NO_COLOR: "1",
    },
    stdin: "null",
  }).output();
  if (success) return;
  const printed = new TextDecoder();
  throw new Error(
    `Cannot install the kit for a class: ${printed.decode(stdout)}${
      printed.decode(stderr)
    }`,
  );
}

/** Beside the kit's own settings: ports, loopback, and users that need no account on this machine. */
function configure(folder: string, [port, hub, proxy]: number[]): string {
  const text = JSON.stringify;
  const root = Deno.build.os !== "windows" && Deno.uid() === 0;
  return `
c = get_config()
load_subconfig(${text(join(CLASSROOM, "jupyterhub_config.py"))})
c.JupyterHub.bind_url = "http://127.0.0.1:${port}"
c.JupyterHub.hub_port = ${hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${proxy}"
c.ConfigurableHTTPProxy.command = [${text(findTool("configurable-http-proxy"))}]
c.ConfigurableHTTPProxy.pid_file = ${text(join(folder, "proxy.pid"))}
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret_file = ${text(join(folder, "cookie_secret"))}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = ${
    text(join(folder, "home", "{username}"))
  }
c.Spawner.environment = {"JUPYTER_PATH": ${text(join(folder, "share/jupyter"))}}
c.Spawner.args = ${root ? `["--allow-root"]` : "[]"}
c.Spawner.start_timeout = c.Spawner.http_timeout = ${START_DEADLINE / 1000}
`;
}

/** Waits until the program has written this; its words go on being read. */
async function waitForLine(
  child: Deno.ChildProcess,
  words: string,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = "";
  const reading = async () => {
    for await (
      const piece of child.stderr.pipeThrough(new TextDecoderStream())
    ) {
      said += piece;
      if (said.includes(words)) resolve();
    }
    reject(new Error(`The hub ended before it ran: ${said}`));
  };
  reading().catch(reject);
  const deadline = setTimeout(
    () =>
      reject(new Error(`No "${words}" within ${START_DEADLINE} ms: ${said}`)),
    START_DEADLINE,
  );
  try {
    await promise;
  } finally {
    clearTimeout(deadline);
  }
}
