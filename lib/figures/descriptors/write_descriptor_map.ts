import { abridgeToColumns, padColumns } from "../drawing/abridge.ts";
import {
  type DescriptorState,
  type OpenFile,
  type OpenFiles,
} from "./descriptor_facts.ts";
import { areConnected, endpointText } from "./gather_open_files.ts";

const WIDTH = 100;

/** The text form: a line for each descriptor; equal numbers in brackets are the same open file. */
export function writeDescriptorMap(
  states: readonly { state: DescriptorState; processes: OpenFiles[] }[],
): string[] {
  return states.flatMap(({ state, processes }, index) => [
    ...(index > 0 ? [""] : []),
    ...(state.caption ? [abridgeToColumns(state.caption, WIDTH)] : []),
    ...processes.flatMap(writeProcess),
    ...writeConnections(processes),
  ]);
}

function writeProcess(process: OpenFiles): string[] {
  const names = Math.min(
    24,
    Math.max(0, ...process.rows.map(({ name }) => name.length)),
  );
  const rows = process.rows.map(({ fd, name, file }) =>
    `  fd ${String(fd).padEnd(3)} ${padColumns(name, names)} ─> [${file + 1}] ${
      describeFile(process.files[file])
    }`
  );
  const waiting = process.files.filter((file) => file.waiting).map((file) =>
    `  not accepted yet: ${describeFile(file)}`
  );
  const remark = process.hidden
    ? ["  (not shown by this system)"]
    : process.omitted > 0
    ? [`  (and ${process.omitted} more)`]
    : [];
  return [process.name, ...rows, ...waiting, ...remark]
    .map((line) => abridgeToColumns(line, WIDTH));
}

function describeFile({ socket, words, waiting }: OpenFile): string {
  if (!socket) return words;
  const { protocol, state, local, remote, receiveQueue } = socket;
  const ends = remote.port === 0
    ? endpointText(local)
    : `${endpointText(local)} <-> ${endpointText(remote)}`;
  const queue = state === "LISTEN" && receiveQueue
    ? `, ${receiveQueue} waiting`
    : "";
  return `${protocol} ${waiting ? "" : `${state} `}${ends}${queue}`;
}

function writeConnections(processes: readonly OpenFiles[]): string[] {
  const ends = processes.flatMap((process) =>
    process.rows.flatMap(({ fd, file }) => {
      const { socket } = process.files[file];
      return socket ? [{ label: `${process.name} fd ${fd}`, socket }] : [];
    })
  );
  return ends.flatMap((one, index) =>
    ends.slice(index + 1).filter(({ socket }) =>
      areConnected(one.socket, socket)
    )
      .map((other) =>
        abridgeToColumns(`  connected: ${one.label} <-> ${other.label}`, WIDTH)
      )
  ).slice(0, 40);
}
