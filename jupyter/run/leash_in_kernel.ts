/**
 * What ties a kernel to the process that started it; sent into the kernel as source text, like all hooks.
 *
 * @module
 */
import type { Evaluator } from "./evaluate_in_kernel.ts";
import type { HookContext } from "./hook_context.ts";
import type { Fence } from "./kernel_hooks.ts";
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

/** What comes over the leash, each as one line of JSON. */
export type LeashCall =
  | [hook: keyof StopHooks | "ping", id: string]
  | ["evaluate", fenceId: string, code: string];

/** What goes back, in the same way; a line that an interrupt cut off is empty or no JSON, and comes again. */
export type LeashNote =
  /** The call of this number has been made. */
  | { answered: string }
  /** From now on the kernel evaluates what comes over the leash. */
  | { ready: true }
  | { fence: Fence & { id: string } };

/**
 * Holds the leash: a connection over which the kernel hears of Stop while a cell waits, gets the code of cells and
 * sends back their fences; and whose end is its own.
 */
export async function holdLeash(
  { port, token }: LeashAddress,
  context: HookContext,
  stop: StopHooks,
  evaluator: Evaluator,
): Promise<void> {
  const end = () => Deno.kill(Deno.pid, "SIGKILL");
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const { parse, stringify } = JSON;
  const names: (keyof StopHooks)[] = ["interrupt", "insist"];
  let leash: Deno.TcpConn;
  let begun = "";
  let reading = 0;
  /** Lines that have not gone out whole. */
  const waiting: string[] = [];
  let sending = 0;

  /** Begun anew, it takes over with the next line: an interrupt may have ended the other in the middle of one. */
  const send = async (before = "") => {
    const turn = ++sending;
    try {
      while (waiting.length > 0) {
        const octets = encoder.encode(`${before}${waiting[0]}\n`);
        for (let sent = 0; sent < octets.length;) {
          sent += await leash.write(octets.subarray(sent));
          if (turn !== sending) return;
        }
        waiting.shift();
        before = "";
      }
    } catch {
      end();
    }
  };
  const tell = (note: LeashNote) => {
    if (waiting.push(stringify(note)) === 1) send();
  };
  /** What a line asks for, unless an interrupt took part of it. */
  const wholeCall = (line: string): LeashCall | undefined => {
    try {
      return parse(line);
    } catch {
      return undefined;
    }
  };
  const take = (line: string) => {
    const call = wholeCall(line);
    if (call === undefined) return;
    const [called, id, code] = call;
    if (called === "evaluate") return evaluator.evaluate(id, code!);
    const name = names.find((name) => name === called);
    if (name) stop[name]();
    tell({ answered: id });
  };
  const listen = async () => {
    const turn = ++reading;
    const octets = new Uint8Array(64 * 1024);
    try {
      // A reading that was begun anew takes over with the next octets.
      while (turn === reading) {
        const count = await leash.read(octets);
        if (count === null) return end();
        const text = decoder.decode(octets.subarray(0, count), {
          stream: true,
        });
        const lines = (begun + text).split("\n");
        begun = lines.pop()!;
        for (const line of lines) take(line);
      }
    } catch {
      end();
    }
  };
  try {
    leash = await Deno.connect({ hostname: "127.0.0.1", port });
    leash.setNoDelay(true);
  } catch {
    return end();
  }
  context.tell = tell;
  context.listen = () => {
    send("\n");
    listen();
  };
  waiting.push(token);
  send();
  listen();
}
