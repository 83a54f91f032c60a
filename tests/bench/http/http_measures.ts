import { startNginx } from "../../lib/http/nginx.ts";
import { denoProgram } from "../program.ts";
import type { Measure } from "../ratio.ts";

const MIB = 1024 * 1024;

/** A job of `fetch_rate.ts`, how much of it one round takes, and the goals for it. */
interface Job {
  name: string;
  job: string;
  path: string;
  unit: string;
  amount: number;
  fetchGoal?: number;
  rawGoal?: number;
}

const JOBS: Job[] = [
  {
    name: "GET 1 KiB, keep-alive",
    job: "keep-alive",
    path: "/small.txt",
    unit: "fetches",
    amount: 6000,
    fetchGoal: 1.3,
    rawGoal: 0.8,
  },
  {
    name: "GET 1 KiB, a connection each",
    job: "connection each",
    path: "/small.txt",
    unit: "fetches",
    amount: 3000,
    fetchGoal: 1.3,
  },
  {
    name: "GET 1 KiB, 16 at a time, keep-alive",
    job: "16 at a time",
    path: "/small.txt",
    unit: "fetches",
    amount: 16_000,
    fetchGoal: 2,
  },
  {
    name: "100 MiB body, streamed, body.read(into)",
    job: "stream",
    path: "/large.bin",
    unit: "MiB",
    amount: 300,
    fetchGoal: 1.3,
    rawGoal: 0.9,
  },
  {
    name: "100 MiB body, streamed, for await",
    job: "pieces",
    path: "/large.bin",
    unit: "MiB",
    amount: 300,
  },
  {
    name: "100 MiB body, bytes() and arrayBuffer()",
    job: "bytes",
    path: "/large.bin",
    unit: "MiB",
    amount: 300,
    fetchGoal: 1.8,
    rawGoal: 0.4,
  },
];

/** Everything that lib/http is measured by. */
export async function httpMeasures(): Promise<
  { measures: Measure[]; cleanUp(): Promise<void> }
> {
  const nginx = await startNginx();
  await Deno.writeFile(
    `${nginx.folder}/small.txt`,
    new Uint8Array(1024).fill(97),
  );
  await Deno.writeFile(
    `${nginx.folder}/large.bin`,
    new Uint8Array(100 * MIB).fill(98),
  );
  return {
    measures: [
      ...JOBS.map((job) => fetchMeasure(job, nginx.origin)),
      parsing(),
    ],
    async cleanUp() {
      await nginx[Symbol.asyncDispose]();
    },
  };
}

function fetchMeasure(job: Job, origin: string): Measure {
  const script = "http/fetch_rate.ts";
  const args = [job.job, origin + job.path, job.amount];
  const peers: Measure["peers"] = [{
    ...denoProgram("Deno's fetch", script, ["fetch", ...args]),
    goal: job.fetchGoal,
  }];
  if (job.rawGoal !== undefined) {
    peers.push({
      ...denoProgram("raw read and write", script, ["raw", ...args]),
      goal: job.rawGoal,
    });
  }
  return {
    name: job.name,
    unit: job.unit,
    ours: denoProgram("httpFetch", script, ["ours", ...args]),
    peers,
  };
}

function parsing(): Measure {
  const script = "http/parse_rate.ts";
  return {
    name: "parse a head of 12 fields",
    unit: "heads",
    ours: denoProgram("parseResponseHead", script, ["ours", 200_000]),
    peers: [{
      ...denoProgram("http-parser-js", script, ["http-parser-js", 200_000]),
      goal: 1,
    }],
  };
}
