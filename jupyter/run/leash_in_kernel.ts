/**
 * What ties a kernel to the process that started it; sent into the kernel as source text, like all hooks.
 *
 * @module
 */
import type { StopHooks } from "./stop_in_kernel.ts";

/** Where the other end of the leash is. */
export interface LeashAddress {
  port: number;
  /** Shows that we are the kernel that was started. */
  token: string;
}

/**
 * Ends the kernel if whoever started it is gone: killed, it cannot end its kernels itself.
 *
 * Linux does it even while a cell is in a loop; elsewhere a worker looks after it.
 */
export function followParent(): void {
  const SIGKILL = 9n;
  const PR_SET_PDEATHSIG = 1;
  const parent = Deno.ppid;
  const follow = (): boolean => {
    try {
      const { symbols } = Deno.dlopen("libc.so.6", {
        prctl: {
          parameters: ["i32", "u64", "u64", "u64", "u64"],
          result: "i32",
        },
      });
      return symbols.prctl(PR_SET_PDEATHSIG, SIGKILL, 0n, 0n, 0n) === 0;
    } catch {
      return false;
    }
  };
  if (Deno.build.os === "linux" && follow()) {
    // It may have gone before we asked.
    if (Deno.ppid !== parent) Deno.kill(Deno.pid, "SIGKILL");
    return;
  }
  // An orphan gets another parent.
  const watch = `setInterval(() => {
    if (Deno.ppid !== ${parent}) Deno.kill(Deno.pid, "SIGKILL");
  }, 1000);`;
  new Worker(`data:text/javascript,${encodeURIComponent(watch)}`, {
    type: "module",
  });
}

/**
 * Holds the leash: a connection over which the kernel hears of Stop while a cell waits, and whose end is its own.
 *
 * Each line that comes is the name of a hook and a number; once it has been called, the number goes back.
 */
export async function holdLeash(
  { port, token }: LeashAddress,
  stop: StopHooks,
): Promise<void> {
  const end = () => Deno.kill(Deno.pid, "SIGKILL");
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const octets = new Uint8Array(256);
  const names: (keyof StopHooks)[] = ["interrupt", "insist"];
  try {
    const leash = await Deno.connect({ hostname: "127.0.0.1", port });
    leash.setNoDelay(true);
    await leash.write(encoder.encode(`${token}\n`));
    let text = "";
    while (true) {
      const count = await leash.read(octets);
      if (count === null) return end();
      text += decoder.decode(octets.subarray(0, count), { stream: true });
      const lines = text.split("\n");
      text = lines.pop()!;
      for (const line of lines) {
        const [called, id] = line.split(" ");
        const name = names.find((name) => name === called);
        if (name) stop[name]();
        await leash.write(encoder.encode(`${id}\n`));
      }
    }
  } catch {
    end();
  }
}
