import { compilePeer, denoProgram, nodeProgram, program } from "../program.ts";
import { startService } from "../program.ts";
import type { Measure } from "../ratio.ts";

const LINES: { length: number; count: number; goals: number[] }[] = [
  { length: 20, count: 4_000_000, goals: [1.8, 1.8, 2.5] },
  { length: 80, count: 2_000_000, goals: [4, 1.8, 2.5] },
  { length: 1000, count: 400_000, goals: [9, 1.5, 2.5] },
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
      pingPong(port),
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

function pingPong(port: number): Measure {
  const script = "sockets/ping_pong.ts";
  const args = [port, 40_000];
  return {
    name: "ping-pong of a line",
    unit: "turns",
    ours: denoProgram("writeAll, readLine", script, [...args, "helpers"]),
    peers: [{
      ...denoProgram("bare conn.write, conn.read", script, [...args, "bare"]),
      goal: 0.95,
    }],
  };
}
