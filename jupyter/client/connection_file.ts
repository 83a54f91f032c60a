/** What a connection file says: where a kernel listens, and the key that signs messages. */
export interface ConnectionInfo {
  transport: "tcp" | "ipc";
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  signature_scheme: "hmac-sha256";
  key: string;
}

/** The kernel's sockets. */
export type Channel = "shell" | "iopub" | "stdin" | "control" | "hb";

/** A connection file on disk, in a folder that only its owner can enter. */
export interface ConnectionFile extends AsyncDisposable {
  path: string;
  info: ConnectionInfo;
}

/** Connection data for a kernel on these five loopback ports, with a random key. */
export function createConnectionInfo(
  [shell, iopub, stdin, control, hb]: readonly number[],
): ConnectionInfo {
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
    signature_scheme: "hmac-sha256",
    key: crypto.randomUUID() + crypto.randomUUID(),
  };
}

/** The ZMTP endpoint of a channel. */
export function channelEndpoint(
  info: ConnectionInfo,
  channel: Channel,
): string {
  const port = info[`${channel}_port`];
  if (info.transport === "ipc") return `ipc://${info.ip}-${port}`;
  const host = info.ip.includes(":") ? `[${info.ip}]` : info.ip;
  return `tcp://${host}:${port}`;
}

/** Writes a connection file into a private temporary folder; disposing it removes both. */
export function writeConnectionFile(info: ConnectionInfo): ConnectionFile {
  const folder = Deno.makeTempDirSync({ prefix: "sockets-kernel-" });
  const path = `${folder}/kernel.json`;
  const remove = async () => {
    try {
      await Deno.remove(folder, { recursive: true });
    } catch (failure) {
      if (!(failure instanceof Deno.errors.NotFound)) throw failure;
    }
  };
  try {
    // A umask may have taken nothing away: the key in the file runs code as this user.
    if (Deno.build.os !== "windows") Deno.chmodSync(folder, 0o700);
    Deno.writeTextFileSync(path, JSON.stringify(info), { mode: 0o600 });
    return { path, info, [Symbol.asyncDispose]: remove };
  } catch (failure) {
    Deno.removeSync(folder, { recursive: true });
    throw failure;
  }
}
