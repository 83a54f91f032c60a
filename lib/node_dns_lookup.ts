import { lookup } from "node:dns/promises";
import { ADDRCONFIG, ALL, V4MAPPED } from "node:dns";
import type { AddrInfo } from "./addr_info.ts";
import type { AddrInfoNumbers } from "./addr_info_hints.ts";
import { addressError, type AddressQuery } from "./address_error.ts";
import { parseIpAddress } from "./ip_address.ts";
import { HOST_PLATFORM } from "./platforms.ts";
import { type Service, wellKnownService } from "./well_known_service.ts";
import { encodeSockaddr } from "./encode_sockaddr.ts";

const {
  AF_INET,
  AF_INET6,
  AF_UNSPEC,
  SOCK_STREAM,
  SOCK_DGRAM,
  SOCK_RAW,
  IPPROTO_TCP,
  IPPROTO_UDP,
  AI_PASSIVE,
  AI_CANONNAME,
  AI_NUMERICHOST,
  AI_NUMERICSERV,
  AI_V4MAPPED,
  AI_ALL,
  AI_ADDRCONFIG,
} = HOST_PLATFORM.constants;

/** Types of sockets in the order in which glibc lists them. */
const SOCKET_TYPES = [
  { socktype: SOCK_STREAM, protocol: IPPROTO_TCP },
  { socktype: SOCK_DGRAM, protocol: IPPROTO_UDP },
  { socktype: SOCK_RAW, protocol: 0 },
] as const;

/**
 * Does with `node:dns` what it can of `getaddrinfo`, for where C is out of reach.
 *
 * It has no null host, services, socket types or canonical names: these are
 * filled in here. Every entry says `source: "node:dns"`.
 */
export async function lookUpWithNodeDns(
  query: AddressQuery,
  hints: AddrInfoNumbers,
): Promise<AddrInfo[]> {
  const fail = (code: string, cause?: unknown) =>
    addressError(query, HOST_PLATFORM.addressErrors[code], { cause });
  if (query.hostname === null && query.service === null) {
    throw fail("EAI_NONAME");
  }
  if (![AF_UNSPEC, AF_INET, AF_INET6].includes(hints.family)) {
    throw fail("EAI_FAMILY");
  }
  const service = serviceOf(query.service, hints);
  if (service === undefined) throw fail("EAI_SERVICE");
  const possible = SOCKET_TYPES.filter((type) =>
    (hints.socktype === 0 || hints.socktype === type.socktype) &&
    (hints.protocol === 0 || type.protocol === 0 ||
      hints.protocol === type.protocol)
  );
  if (possible.length === 0) throw fail("EAI_SOCKTYPE");
  const types = possible.filter(({ protocol }) =>
    service.protocols.includes(protocol)
  );
  if (types.length === 0) throw fail("EAI_SERVICE");
  const addresses = await addressesOf(query, hints, fail);
  const list = addresses.flatMap((address) =>
    types.map((type) => toAddrInfo(address, service.port, type, hints))
  );
  if (hints.flags & AI_CANONNAME) list[0].canonname = query.hostname;
  return list;
}

/** The port of a service, and the protocols it is offered over. */
function serviceOf(
  service: string | null,
  hints: AddrInfoNumbers,
): Service | undefined {
  const protocols = SOCKET_TYPES.map(({ protocol }) => protocol);
  if (service === null) return { port: 0, protocols };
  const port = /^\d+$/.test(service) ? Number(service) : NaN;
  if (port <= 0xffff) return { port, protocols };
  return hints.flags & AI_NUMERICSERV ? undefined : wellKnownService(service);
}

async function addressesOf(
  { hostname }: AddressQuery,
  { flags, family }: AddrInfoNumbers,
  fail: (code: string, cause?: unknown) => Error,
): Promise<string[]> {
  const families = family === AF_UNSPEC ? [AF_INET6, AF_INET] : [family];
  if (hostname === null) {
    const everywhere = (flags & AI_PASSIVE) !== 0;
    return families.map((family) =>
      family === AF_INET6
        ? (everywhere ? "::" : "::1")
        : (everywhere ? "0.0.0.0" : "127.0.0.1")
    );
  }
  if (flags & AI_NUMERICHOST && !parseIpAddress(hostname)) {
    throw fail("EAI_NONAME");
  }
  const found = await lookup(hostname, {
    all: true,
    verbatim: true,
    family: family === AF_INET ? 4 : family === AF_INET6 ? 6 : 0,
    hints: (flags & AI_ADDRCONFIG ? ADDRCONFIG : 0) |
      (flags & AI_V4MAPPED ? V4MAPPED : 0) | (flags & AI_ALL ? ALL : 0),
  }).catch((error) => {
    throw fail(codeOf(error), error);
  });
  // The resolver of node:dns repeats each address once per type of socket.
  const addresses = [...new Set(found.map(({ address }) => address))];
  const familyOf = (text: string) => text.includes(":") ? AF_INET6 : AF_INET;
  const wanted = addresses.filter((text) =>
    families.includes(familyOf(text)) && zoneNumber(text) !== undefined
  );
  if (wanted.length === 0) throw fail("EAI_NONAME");
  return wanted;
}

/** Number of the interface in `fe80::1%eth0`; 0 without one. */
function zoneNumber(text: string): number | undefined {
  const [, zone] = text.split("%");
  if (zone === undefined) return 0;
  if (/^\d+$/.test(zone)) return Number(zone);
  return Deno.networkInterfaces()
    .find(({ name, scopeid }) => name === zone && scopeid)?.scopeid ??
    undefined;
}

/** The `EAI_` name of what node:dns reports. */
function codeOf(error: unknown): string {
  const code = String((error as { code?: unknown }).code);
  if (code in HOST_PLATFORM.addressErrors) return code;
  return code === "ETIMEOUT" || code === "ETIMEDOUT"
    ? "EAI_AGAIN"
    : "EAI_NONAME";
}

function toAddrInfo(
  text: string,
  port: number,
  type: { socktype: number; protocol: number },
  { flags }: AddrInfoNumbers,
): AddrInfo {
  const [address] = text.split("%");
  const family = address.includes(":") ? AF_INET6 : AF_INET;
  const scopeId = zoneNumber(text) ?? 0;
  return {
    flags,
    family,
    ...type,
    address,
    port,
    scopeId,
    canonname: null,
    sockaddr: encodeSockaddr({ family, address, port, scopeId }),
    source: "node:dns",
  };
}
