import { AddressError } from "./errors.ts";
import type { Platform } from "./platform.ts";
import { HOST_PLATFORM } from "./platforms.ts";

/** Said where the system has no gai_strerror of its own. */
const TEXTS: Readonly<Record<string, string>> = {
  EAI_ADDRFAMILY: "the host has no address of that family",
  EAI_AGAIN: "temporary failure in name resolution",
  EAI_BADFLAGS: "bad value for ai_flags",
  EAI_FAIL: "non-recoverable failure in name resolution",
  EAI_FAMILY: "ai_family not supported",
  EAI_MEMORY: "out of memory",
  EAI_NODATA: "no address associated with the host name",
  EAI_NONAME: "name or service not known",
  EAI_OVERFLOW: "a name is too long",
  EAI_SERVICE: "service not supported for ai_socktype",
  EAI_SOCKTYPE: "ai_socktype not supported",
  EAI_SYSTEM: "system error",
};

const ADVICE: Readonly<Record<string, string>> = {
  EAI_AGAIN: "is the network up, and its name server? Try again later",
  EAI_BADFLAGS: "leave out flags that this system lacks",
  EAI_FAMILY: "use AF_INET, AF_INET6 or AF_UNSPEC",
  EAI_NODATA: "the name exists; ask for another family",
  EAI_NONAME: "check the spelling; AI_NUMERICHOST allows no names at all",
  EAI_SERVICE: "give a port number, or a socktype that has this service",
  EAI_SOCKTYPE: "choose a socktype that goes with the protocol",
};

/** What `getaddrinfo` was asked for, as its errors quote it. */
export interface AddressQuery {
  hostname: string | null;
  service: string | null;
}

/** The EAI_ name of a number, such as `EAI_NONAME` for Linux's -2. */
export function addressErrorName(
  status: number,
  platform: Platform = HOST_PLATFORM,
): string {
  const entry = Object.entries(platform.addressErrors)
    .find(([, number]) => number === status);
  return entry?.[0] ?? `EAI_${status}`;
}

/** Makes the error for a `getaddrinfo` that returned something else than 0. */
export function addressError(
  query: AddressQuery,
  status: number,
  options: { text?: string; platform?: Platform; cause?: unknown } = {},
): AddressError {
  const code = addressErrorName(status, options.platform);
  const systemText = options.text ?? TEXTS[code] ?? "unknown error";
  // Sentence case does not fit behind a colon; names such as AI_… keep theirs.
  const text = systemText.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase());
  const nothingAsked = query.hostname === null && query.service === null;
  const advice = nothingAsked ? "give a host or a service" : ADVICE[code];
  return new AddressError(
    `Cannot resolve ${formatQuery(query)}: ${code}, ${text}` +
      (advice ? `; ${advice}` : ""),
    {
      address: query.hostname ?? undefined,
      code,
      errorNumber: status,
      systemText,
      cause: options.cause,
    },
  );
}

/** A query as it stands in messages: `"localhost" with service "http"`. */
export function formatQuery({ hostname, service }: AddressQuery): string {
  const host = hostname === null ? "the null host" : JSON.stringify(hostname);
  return service === null
    ? host
    : `${host} with service ${JSON.stringify(service)}`;
}
