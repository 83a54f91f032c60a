import type { Finding } from "./finding.ts";

const TIMEOUT = 2_000;

/** Connects to itself over IPv4 and over IPv6, and says which of them work. */
export async function checkLoopback(): Promise<Finding> {
  const [problem4, problem6] = await Promise.all([
    loopbackProblem("127.0.0.1"),
    loopbackProblem("::1"),
  ]);
  const found = `IPv4 ${problem4 ?? "127.0.0.1"}, IPv6 ${problem6 ?? "::1"}`;
  if (problem4 !== undefined) {
    return {
      name: "loopback",
      state: "failure",
      found,
      advice:
        "let programs connect to 127.0.0.1 (firewall, container or VPN settings)",
    };
  }
  if (problem6 !== undefined) {
    return {
      name: "loopback",
      state: "warning",
      found,
      advice: "turn IPv6 on to see what the notebooks show about ::1",
    };
  }
  return { name: "loopback", state: "good", found };
}

/** Listens, dials, sends one byte and reads it; `undefined` if all went well. */
export async function loopbackProblem(
  hostname: string,
): Promise<string | undefined> {
  let listener: Deno.TcpListener;
  try {
    listener = Deno.listen({ hostname, port: 0 });
  } catch (error) {
    return `cannot listen (${(error as Error).message})`;
  }
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new Error(`no answer within ${TIMEOUT / 1000} s`));
    listener.close();
  }, TIMEOUT);
  try {
    const [, greeting] = await Promise.all([
      greet(listener),
      dial(listener, deadline.signal),
    ]);
    return greeting === 1 ? undefined : "connects, but carries nothing";
  } catch (error) {
    return `cannot connect (${(error as Error).message})`;
  } finally {
    clearTimeout(timer);
    closeQuietly(listener);
  }
}

async function greet(listener: Deno.TcpListener): Promise<void> {
  using connection = await listener.accept();
  await connection.write(new Uint8Array(1));
}

async function dial(
  listener: Deno.TcpListener,
  signal: AbortSignal,
): Promise<number | null> {
  const { hostname, port } = listener.addr;
  using connection = await Deno.connect({ hostname, port, signal });
  signal.addEventListener("abort", () => closeQuietly(connection));
  return await connection.read(new Uint8Array(1));
}

function closeQuietly(resource: { close(): void }): void {
  try {
    resource.close();
  } catch {
    // The deadline closed it already.
  }
}
