import { runChild } from "./run_child.ts";

/** One of the gates that `check` passes. */
export interface Gate {
  /** What it looks at, e.g. `"format"`. */
  name: string;
  /** Deno's arguments. */
  args: string[];
}

/** What every commit must pass, the quick ones first. */
export const GATES: Gate[] = [
  { name: "format", args: ["fmt", "--check"] },
  { name: "lint", args: ["lint"] },
  { name: "types", args: ["check"] },
  {
    name: "imports and side effects",
    args: [
      "test",
      "--allow-all",
      "--quiet",
      "tests/import_directions_test.ts",
      "tests/side_effects_test.ts",
    ],
  },
  { name: "notebooks", args: ["run", "-A", "jupyter/main.ts", "check"] },
];

/** Options for {@linkcode passGates}. */
export interface PassGatesOptions {
  signal: AbortSignal;
  /** Told before each gate. */
  onGate?: (gate: Gate) => void;
  /** Default: {@linkcode GATES}. */
  gates?: Gate[];
}

/**
 * Goes through all gates, also behind one that fails, so that one run tells
 * everything.
 *
 * @returns The names of those that failed.
 * @throws The signal's reason, if the signal ended it.
 */
export async function passGates(
  root: string,
  { signal, onGate, gates = GATES }: PassGatesOptions,
): Promise<string[]> {
  const failed: string[] = [];
  for (const gate of gates) {
    onGate?.(gate);
    const code = await runChild(gate.args, { cwd: root, signal });
    if (code !== 0) failed.push(gate.name);
  }
  return failed;
}
