import type { Candidate } from "./connect_attempt.ts";
import type { WaitOptions } from "./deadline.ts";
import { AddressError } from "./errors.ts";
import { getaddrinfo } from "./getaddrinfo.ts";
import { ipVersion } from "./ip_address.ts";
import { portNumber } from "./port.ts";
import { AF_INET6 } from "./socket_constants.ts";

/** What is to be resolved, and for what. */
export interface CandidateQuery {
  /** "connect to" or "listen on", for errors. */
  action: string;
  hostname: string;
  port: number | string;
  /** Only addresses of this family. */
  family?: 4 | 6;
  /** The addresses are to be bound. */
  passive?: boolean;
}

/** The one address of an IP literal and a port number, which need no resolving. */
export function literalCandidate(query: CandidateQuery): Candidate | undefined {
  const { action, family, hostname } = query;
  const number = portNumber(action, hostname, query.port);
  const address = withoutBrackets(hostname);
  const zone = address.indexOf("%");
  const literalFamily = ipVersion(zone < 0 ? address : address.slice(0, zone));
  if (literalFamily === undefined || number === undefined) return undefined;
  if (family === undefined || family === literalFamily) {
    return { address, family: literalFamily, port: number };
  }
  throw new AddressError(
    `Cannot ${action} "${hostname}": it is no IPv${family} address`,
    { code: "EAI_FAMILY", address: hostname },
  );
}

/** The addresses that a host name and port or service stand for, in the system's order. */
export async function resolveCandidates(
  query: CandidateQuery,
  options: WaitOptions,
): Promise<Candidate[]> {
  const literal = literalCandidate(query);
  if (literal !== undefined) return [literal];
  const { family, port } = query;
  const hostname = withoutBrackets(query.hostname);
  const list = await getaddrinfo(hostname, port, {
    socktype: "SOCK_STREAM",
    family: family === undefined ? "AF_UNSPEC" : FAMILIES[family],
    flags: flagsFor(query),
    timeout: options.timeout,
    signal: options.signal,
  });
  return withoutRepeats(list.map((entry) => ({
    address: entry.scopeId && entry.family === AF_INET6
      ? `${entry.address}%${entry.scopeId}`
      : entry.address,
    family: entry.family === AF_INET6 ? 6 : 4,
    port: entry.port,
  })));
}

/** URIs write IPv6 addresses in brackets (RFC 3986 §3.2.2). */
function withoutBrackets(hostname: string): string {
  const bracketed = hostname.startsWith("[") && hostname.endsWith("]");
  return bracketed ? hostname.slice(1, -1) : hostname;
}

const FAMILIES = { 4: "AF_INET", 6: "AF_INET6" } as const;

function flagsFor({ action, hostname, port, passive }: CandidateQuery) {
  const number = portNumber(action, hostname, port);
  const flags: ("AI_PASSIVE" | "AI_NUMERICSERV")[] = [];
  if (passive) flags.push("AI_PASSIVE");
  if (number !== undefined) flags.push("AI_NUMERICSERV");
  return flags;
}

/** A hosts file with two lines for one address makes the system list it twice. */
function withoutRepeats(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ address }) =>
    !seen.has(address) && seen.add(address)
  );
}
