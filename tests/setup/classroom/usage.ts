/** What a student's programs take of the machine, on Linux. */

/** Sums over all processes of one student. */
export interface Usage {
  /** Memory in MiB; what several processes share is divided among them (PSS of proc(5)). */
  mebibytes: number;
  processes: number;
  /** What limits of processes count: cgroup's `pids.max` counts threads. */
  threads: number;
}

/** Reads the usage of all processes that a hub started for this student. */
export function readUsage(name: string): Usage {
  const usage = { mebibytes: 0, processes: 0, threads: 0 };
  for (const { name: pid } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const environment = Deno.readTextFileSync(`/proc/${pid}/environ`);
      if (!environment.split("\0").includes(`JUPYTERHUB_USER=${name}`)) {
        continue;
      }
      const rollup = Deno.readTextFileSync(`/proc/${pid}/smaps_rollup`);
      const kibibytes = Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0);
      usage.mebibytes += kibibytes / 1024;
      usage.processes++;
      usage.threads += [...Deno.readDirSync(`/proc/${pid}/task`)].length;
    } catch {
      // It ended meanwhile, or is somebody else's.
    }
  }
  return usage;
}
