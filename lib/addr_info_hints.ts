import type { AddrInfoHints } from "./addr_info.ts";
import type { Platform, SocketConstantName } from "./platform.ts";
import { HOST_PLATFORM } from "./platforms.ts";

/** Hints as the system takes them: four numbers. */
export interface AddrInfoNumbers {
  flags: number;
  family: number;
  socktype: number;
  protocol: number;
}

/**
 * Turns hints given by number or by name into this platform's numbers.
 *
 * Throws a `TypeError` that names the hint and lists the names it could have.
 */
export function resolveHints(
  hints: AddrInfoHints = {},
  platform: Platform = HOST_PLATFORM,
): AddrInfoNumbers {
  if (typeof hints !== "object" || hints === null) {
    throw new TypeError(
      `Cannot use hints ${quote(hints)}: expected an object such as ` +
        `{ family: "AF_INET" }`,
    );
  }
  return {
    flags: flagNumber(hints.flags, platform),
    family: numberOf("family", hints.family, "AF_", platform),
    socktype: numberOf("socktype", hints.socktype, "SOCK_", platform),
    protocol: numberOf("protocol", hints.protocol, "IPPROTO_", platform),
  };
}

function flagNumber(flags: unknown, platform: Platform): number {
  const given = Array.isArray(flags) ? flags : [flags];
  return given.reduce<number>(
    (sum, flag) => sum | numberOf("flags", flag, "AI_", platform),
    0,
  );
}

function numberOf(
  hint: string,
  value: unknown,
  prefix: string,
  platform: Platform,
): number {
  if (value === undefined) return 0;
  // A C int: what does not fit in 32 bits would reach the system cut off.
  if (typeof value === "number" && (value | 0) === value) return value;
  const names = (Object.keys(platform.constants) as SocketConstantName[])
    .filter((name) => name.startsWith(prefix));
  const name = names.find((name) => name === value);
  if (name) return platform.constants[name];
  throw new TypeError(
    `Cannot use hint ${hint} ${quote(value)}: ` +
      `expected a number that fits in a C int, or one of ${names.join(", ")}`,
  );
}

function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
