/**
 * Measures what each student of a class takes: `deno run -A tests/setup/classroom/main.ts [students] [notebook]`.
 *
 * It starts a hub, lets them log in and run the notebook at the same time, and prints the most that each took.
 */
import { Hub } from "./hub.ts";
import { readUsage, type Usage } from "./usage.ts";

const [count = "2", notebook = "08_http_by_hand"] = Deno.args;
const path = `sockets-live/notebooks/en/${notebook}.ipynb`;
const names = Array.from({ length: Number(count) }, (_, k) => `student${k}`);

await using hub = await Hub.start();
const most = new Map<string, Usage>();
const watch = setInterval(() => {
  for (const name of names) {
    const now = readUsage(name);
    const before = most.get(name) ?? now;
    most.set(name, {
      mebibytes: Math.max(now.mebibytes, before.mebibytes),
      processes: Math.max(now.processes, before.processes),
      threads: Math.max(now.threads, before.threads),
    });
  }
}, 500);
try {
  await Promise.all(names.map(async (name) => {
    const student = await hub.enter(name);
    const idle = readUsage(name);
    console.log(`${name}, server only: ${describe(idle)}`);
    await student.run(path, await student.readNotebook(path));
  }));
  for (const [name, usage] of most) {
    console.log(`${name}, at most: ${describe(usage)}`);
  }
} finally {
  clearInterval(watch);
}

function describe({ mebibytes, processes, threads }: Usage): string {
  return `${
    mebibytes.toFixed(0)
  } MiB, ${processes} processes, ${threads} threads`;
}
