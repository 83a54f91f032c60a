import { assertEquals } from "@std/assert";

/** Longest wait for a server or a cell, in milliseconds. */
const DEADLINE = 120_000;

/** How a cell ended, and what it printed. */
export interface CellOutcome {
  id: string;
  status: string;
  printed: string;
}

/** A code cell of a notebook file. */
export interface CodeCell {
  id: string;
  source: string;
  mayFail: boolean;
}

interface KernelMessage {
  header: { msg_type: string };
  parent_header: { msg_id?: string };
  content: Record<string, string> & { data?: Record<string, string> };
}

/** One student at a hub: logged in by its form, then speaking to hub and server with a token of their own. */
export class Student {
  readonly name: string;
  readonly #hub: string;
  readonly #token: string;

  private constructor(hub: string, name: string, token: string) {
    this.#hub = hub;
    this.name = name;
    this.#token = token;
  }

  /** Fills in the log-in form, as a browser would. */
  static async logIn(hub: string, name: string): Promise<Student> {
    const cookies = new Map<string, string>();
    const ask = async (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      const jar = [...cookies].map(([key, value]) => `${key}=${value}`);
      headers.set("cookie", jar.join("; "));
      const response = await fetch(new URL(path, hub), {
        ...init,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(DEADLINE),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        cookies.set(key, value);
      }
      return response;
    };
    await (await ask("hub/login")).body?.cancel();
    const form = { username: name, password: "cider" };
    const xsrf = () => cookies.get("_xsrf")!;
    const login = await ask(`hub/login?_xsrf=${encodeURIComponent(xsrf())}`, {
      method: "POST",
      body: new URLSearchParams({ ...form, _xsrf: xsrf() }),
    });
    await login.body?.cancel();
    assertEquals(login.status, 302, `${name} is logged in`);
    await (await ask("hub/home")).body?.cancel();
    const tokens = await ask(`hub/api/users/${name}/tokens`, {
      method: "POST",
      headers: { "X-XSRFToken": xsrf(), referer: `${hub}hub/home` },
    });
    const { token } = await tokens.json();
    assertEquals(tokens.status, 201, `${name} has a token`);
    return new Student(hub, name, token);
  }

  /** Starts their server and waits for the end of its progress. */
  async startServer(): Promise<void> {
    const server = `hub/api/users/${this.name}/server`;
    await (await this.#ask(server, "POST")).body?.cancel();
    const progress = await this.#ask(`${server}/progress`);
    const events = await progress.text();
    if (!/"ready": true/.test(events)) {
      throw new Error(`Cannot start the server of ${this.name}: ${events}`);
    }
  }

  /** Stops it; whether the hub knows of none afterwards. */
  async stopServer(): Promise<boolean> {
    const stopped = await this.#ask(
      `hub/api/users/${this.name}/server`,
      "DELETE",
    );
    await stopped.body?.cancel();
    const user = await (await this.#ask(`hub/api/users/${this.name}`)).json();
    return user.server === null;
  }

  /** A file of theirs, as their server gives it. */
  async readNotebook(path: string): Promise<CodeCell[]> {
    const file = await this.#ask(`user/${this.name}/api/contents/${path}`);
    const { content } = await file.json();
    return content.cells
      .filter(({ cell_type }: { cell_type: string }) => cell_type === "code")
      .map((
        cell: { id: string; source: string; metadata: { tags?: string[] } },
      ) => ({
        id: cell.id,
        source: cell.source,
        mayFail: cell.metadata.tags?.includes("raises-exception") ?? false,
      }));
  }

  /** Runs cells in a kernel of their server, one after the other, as a front-end does. */
  async run(path: string, cells: CodeCell[]): Promise<CellOutcome[]> {
    const kernels = `user/${this.name}/api/kernels`;
    const started = await this.#ask(kernels, "POST", { name: "deno", path });
    const { id } = await started.json();
    const address = new URL(`${kernels}/${id}/channels`, this.#hub);
    address.protocol = "ws:";
    const headers = { authorization: `token ${this.#token}` };
    // Deno takes headers where browsers, whose types are in force here, take names of protocols.
    const options = { headers } as unknown as string[];
    const socket = new WebSocket(address, options);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = (event) => reject((event as ErrorEvent).error);
    });
    const outcomes: CellOutcome[] = [];
    for (const cell of cells) outcomes.push(await runCell(socket, cell));
    socket.close();
    await (await this.#ask(`${kernels}/${id}`, "DELETE")).body?.cancel();
    return outcomes;
  }

  async #ask(
    path: string,
    method = "GET",
    body?: Record<string, string>,
  ): Promise<Response> {
    const response = await fetch(new URL(path, this.#hub), {
      method,
      body: body && JSON.stringify(body),
      headers: { authorization: `token ${this.#token}` },
      signal: AbortSignal.timeout(DEADLINE),
    });
    if (response.ok) return response;
    throw new Error(
      `Cannot ${method} ${path}: ${response.status}, ${await response.text()}`,
    );
  }
}

/** Sends one cell and gathers what comes until its reply and the state `idle` are there. */
function runCell(socket: WebSocket, cell: CodeCell): Promise<CellOutcome> {
  const msg_id = crypto.randomUUID();
  const outcome: CellOutcome = { id: cell.id, status: "", printed: "" };
  let isIdle = false;
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () =>
        reject(
          new Error(`Cell "${cell.id}" did not end within ${DEADLINE} ms`),
        ),
      DEADLINE,
    );
    socket.onmessage = ({ data }) => {
      const { header, parent_header, content } = JSON.parse(
        data,
      ) as KernelMessage;
      if (parent_header.msg_id !== msg_id) return;
      if (header.msg_type === "stream") outcome.printed += content.text;
      outcome.printed += content.data?.["text/plain"] ?? "";
      if (header.msg_type === "error") outcome.printed += content.evalue;
      if (header.msg_type === "execute_reply") outcome.status = content.status;
      if (content.execution_state === "idle") isIdle = true;
      if (outcome.status === "" || !isIdle) return;
      clearTimeout(deadline);
      resolve(outcome);
    };
    socket.send(JSON.stringify({
      channel: "shell",
      header: {
        msg_id,
        msg_type: "execute_request",
        version: "5.3",
        session: "student",
        username: "student",
        date: new Date().toISOString(),
      },
      parent_header: {},
      metadata: {},
      content: {
        code: cell.source,
        silent: false,
        store_history: true,
        allow_stdin: false,
        stop_on_error: true,
        user_expressions: {},
      },
    }));
  });
}
