import { compilePeer, denoProgram, nodeProgram, program } from "../program.ts";
import { startService } from "../program.ts";
import type { Measure } from "../ratio.ts";

const LINES: { length: number; count: number; goals: number[] }[] = [
  { length: 20, count: 8_000_000, goals: [1.8, 1.8, 2.5] },
  { length: 80, count: 4_000_000, goals: [4, 1.8, 2.5] },
  { length: 1000, count: 500_000, goals: [9, 1.5, 2.5] },
];

/** Everything that lib/ is measured by. */
export async function socketMeasures(): Promise<
  { measures: Measure[]; cleanUp(): Promise<void> }
> {
  const service = await startService(await compilePeer("peers/service.c"));
  const { port } = service;
  return {
    measures: [
      ...await readLineMeasures(port),
      ...readExactlyMeasures(port),
      pingPong(port),
      connecting(port),
      await accepting(),
      writing(port),
    ],
    async cleanUp() {
      await service[Symbol.asyncDispose]();
    },
  };
}

async function readLineMeasures(port: number): Promise<Measure[]> {
  const reader = await compilePeer(
    "peers/read_lines.c",
    "peers/byte_reader.c",
  );
  const script = "sockets/read_lines.ts";
  const single = LINES.map(({ length, count, goals }): Measure => {
    const args = [port, length, count];
    // The peers need longer for a line, so they get fewer.
    const fewer = [port, length, count / 4];
    return {
      name: `readLine, ${length} B`,
      unit: "lines",
      ours: denoProgram("readLine", script, [...args, "readLine"]),
      peers: [
        {
          ...program("C, byte by byte", reader, [...args, "byte"]),
          goal: goals[0],
        },
        {
          ...denoProgram("TextDecoderStream", script, [...fewer, "stream"]),
          goal: goals[1],
        },
        {
          ...nodeProgram("node:readline", "sockets/read_lines.mjs", fewer),
          goal: goals[2],
        },
      ],
    };
  });
  const iterated = LINES.map(({ length, count }): Measure => {
    const args = [port, length, count];
    return {
      name: `lines, ${length} B`,
      unit: "lines",
      ours: denoProgram("lines", script, [...args, "lines"]),
      peers: [{
        ...program("C, getline", reader, [...args, "getline"]),
        goal: 0.45,
      }],
    };
  });
  return [...single, ...iterated];
}

const SIZES = [
  { name: "16 B", size: 16, bytes: 32e6, goal: 0.045 },
  { name: "1 KiB", size: 1024, bytes: 5e8, goal: 0.35 },
  { name: "64 KiB", size: 65536, bytes: 1e9, goal: 0.5 },
  { name: "1 MiB", size: 1048576, bytes: 1e9, goal: 0.55 },
];

function readExactlyMeasures(port: number): Measure[] {
  const script = "sockets/read_exactly.ts";
  return SIZES.map(({ name, size, bytes, goal }) => ({
    name: `readExactly, ${name}`,
    unit: "bytes",
    ours: denoProgram("readExactly", script, [port, bytes, size]),
    peers: [{
      ...denoProgram("conn.read loop", script, [port, 1e9, "raw"]),
      goal,
    }],
  }));
}

/** The helpers against the bare calls of Deno, in one script that has both. */
function againstBare(
  { name, unit, script, args, goal }: {
    name: string;
    unit: string;
    script: string;
    args: number[];
    goal: number;
  },
): Measure {
  return {
    name,
    unit,
    ours: denoProgram("helpers", script, [...args, "helpers"]),
    peers: [{ ...denoProgram("bare Deno", script, [...args, "bare"]), goal }],
  };
}

const pingPong = (port: number) =>
  againstBare({
    name: "ping-pong of a line",
    unit: "turns",
    script: "sockets/ping_pong.ts",
    args: [port, 30_000],
    goal: 0.95,
  });

const connecting = (port: number) =>
  againstBare({
    name: "connect to 127.0.0.1",
    unit: "connections",
    script: "sockets/connect.ts",
    args: [port, 8000],
    goal: 0.9,
  });

const writing = (port: number) =>
  againstBare({
    name: "writeAll of 1 GiB in 64 KiB pieces",
    unit: "bytes",
    script: "sockets/write_all.ts",
    args: [port, 2 ** 30],
    goal: 0.95,
  });

async function accepting(): Promise<Measure> {
  const flood = await compilePeer("peers/flood.c");
  const loop = await compilePeer("peers/accept.c");
  const args = [flood, 10_000];
  return {
    name: "accept under a flood from two threads",
    unit: "connections",
    ours: denoProgram("accept", "sockets/accept.ts", [...args, "helpers"]),
    peers: [
      { ...program("C accept loop", loop, args), goal: 0.85 },
      denoProgram("bare Deno", "sockets/accept.ts", [...args, "bare"]),
    ],
  };
}
