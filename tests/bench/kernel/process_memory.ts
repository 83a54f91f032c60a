/** The memory of a process and its children: where Linux tells it each page shared with others in part, else whole. */
export async function processMemory(pid: number): Promise<number> {
  const pids = await withChildren(pid);
  const sizes = await Promise.all(pids.map(memoryOf));
  return sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
}

interface Process {
  pid: number;
  parent: number;
  kilobytes: number;
}

async function withChildren(root: number): Promise<Process[]> {
  const { stdout } = await new Deno.Command("ps", {
    args: ["-e", "-o", "pid=,ppid=,rss="],
  }).output();
  const all = new TextDecoder().decode(stdout).trim().split("\n").map(
    (line) => {
      const [pid, parent, kilobytes] = line.trim().split(/\s+/).map(Number);
      return { pid, parent, kilobytes };
    },
  );
  const family = all.filter(({ pid }) => pid === root);
  // It grows while it is gone through: children of children follow.
  for (const { pid } of family) {
    family.push(...all.filter(({ parent }) => parent === pid));
  }
  return family;
}

/** Source: proc_pid_smaps_rollup(5). */
async function memoryOf(process: Process): Promise<Process> {
  try {
    const path = `/proc/${process.pid}/smaps_rollup`;
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(
      await Deno.readTextFile(path),
    )!;
    return { ...process, kilobytes: Number(kilobytes) };
  } catch {
    return process;
  }
}
