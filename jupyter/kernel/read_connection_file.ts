import type { Channel, ConnectionInfo } from "../client/connection_file.ts";
import { isObject, quoteJson } from "../json_value.ts";

/** A connection file says something this kernel cannot or must not do. */
export class ConnectionFileError extends Error {
  override name = "ConnectionFileError";
}

const CHANNELS: Channel[] = ["shell", "iopub", "stdin", "control", "hb"];

/** Reads where to listen. Throws {@linkcode ConnectionFileError}. */
export async function readConnectionFile(
  path: string,
): Promise<ConnectionInfo> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    throw new ConnectionFileError(
      `Cannot read connection file "${path}": ${(cause as Error).message}`,
      { cause },
    );
  }
  return parseConnectionInfo(text);
}

/**
 * Parses a connection file. It must name a loopback address: whoever reaches the ports and has the key runs code
 * as this user.
 *
 * Source: Jupyter client, "Connection files".
 */
export function parseConnectionInfo(text: string): ConnectionInfo {
  const info = parseJson(text);
  const { transport = "tcp", ip, key, signature_scheme } = info;
  if (transport !== "tcp" && transport !== "ipc") {
    throw refuse("transport", transport, "tcp or ipc");
  }
  if (typeof ip !== "string" || ip === "") throw refuse("ip", ip, "a string");
  if (transport === "tcp" && !isLoopback(ip)) {
    throw refuse("ip", ip, "a loopback address such as 127.0.0.1");
  }
  if (typeof key !== "string") throw refuse("key", key, "a string");
  if (key !== "" && signature_scheme !== "hmac-sha256") {
    throw refuse("signature_scheme", signature_scheme, "hmac-sha256");
  }
  for (const channel of CHANNELS) {
    const port = info[`${channel}_port`];
    const fits = Number.isInteger(port) && (port as number) >= 0 &&
      (port as number) <= 65_535;
    if (!fits) throw refuse(`${channel}_port`, port, "a port number");
  }
  return info as unknown as ConnectionInfo;
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    if (isObject(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw new ConnectionFileError(
    "Cannot read the connection file: it is not a JSON object",
  );
}

function isLoopback(ip: string): boolean {
  return ip === "localhost" || ip === "::1" || /^127(\.\d{1,3}){3}$/.test(ip);
}

function refuse(name: string, value: unknown, expected: string) {
  return new ConnectionFileError(
    `Cannot use the connection file: "${name}" is ${
      quoteJson(value)
    }, expected ${expected}`,
  );
}
