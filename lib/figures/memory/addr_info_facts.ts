import type { Platform } from "../../platform.ts";
import { HOST_PLATFORM } from "../../platforms.ts";
import { decodeSockaddrFields } from "../decode/decode_sockaddr_fields.ts";

/**
 * One entry of a list; the library's `AddrInfo` has this shape.
 *
 * @example
 * ```ts
 * import { addrinfoChain, type AddrInfoFact } from "sockets/figures";
 * import { AF_INET, encodeSockaddr, IPPROTO_TCP, SOCK_STREAM } from "sockets";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const sockaddr = encodeSockaddr({ family: AF_INET, address: "192.0.2.1", port: 80 });
 * const entry: AddrInfoFact = {
 *   ...{ flags: 0, family: AF_INET, socktype: SOCK_STREAM, protocol: IPPROTO_TCP },
 *   ...{ canonname: null, sockaddr },
 * };
 * assertStringIncludes(addrinfoChain([entry]).text, "address 192.0.2.1");
 * ```
 */
export interface AddrInfoFact {
  /** `ai_flags` */
  flags: number;
  /** `ai_family`, as a number of the system. */
  family: number;
  /** `ai_socktype` */
  socktype: number;
  /** `ai_protocol` */
  protocol: number;
  /** The text at `ai_canonname`. */
  canonname: string | null;
  /** The bytes at `ai_addr`. */
  sockaddr: Uint8Array;
  /** The struct in memory, if the list's memory was kept. */
  struct?: {
    address: bigint;
    addrlen: number;
    addr: bigint;
    canonname: bigint;
    next: bigint;
  };
}

/** A field of a struct, as a name and what it says. */
export interface StructField {
  name: string;
  value: string;
  /** Where the field points to. */
  points?: "sockaddr" | "canonname" | "next";
}

/** A struct addrinfo and what it points to. */
export interface AddrInfoNode {
  /** Address in memory, where it is known. */
  address?: string;
  fields: StructField[];
  sockaddr: { address?: string; fields: StructField[] };
  canonname?: { address?: string; text: string };
}

/** The structs of a list in its order, their fields in the order of this system's memory. */
export function addrInfoNodes(
  list: readonly AddrInfoFact[],
  platform: Platform = HOST_PLATFORM,
): AddrInfoNode[] {
  return list.map((entry, index) => {
    const { struct } = entry;
    const last = index === list.length - 1;
    return {
      address: struct && pointerText(struct.address),
      fields: fieldsOf(entry, last, platform),
      sockaddr: {
        address: struct && pointerText(struct.addr),
        fields: decodeSockaddrFields(entry.sockaddr, platform)
          .filter(({ tone }) => tone !== "soft")
          .map(({ name, value = "" }) => ({ name, value })),
      },
      canonname: entry.canonname === null ? undefined : {
        address: struct && pointerText(struct.canonname),
        text: entry.canonname,
      },
    };
  });
}

function fieldsOf(
  { flags, family, socktype, protocol, canonname, sockaddr, struct }:
    AddrInfoFact,
  last: boolean,
  { constants, addrinfo }: Platform,
): StructField[] {
  const named = (prefix: string, number: number) =>
    Object.entries(constants).find(([name, value]) =>
      name.startsWith(prefix) && value === number &&
      (number !== 0 || prefix === "AF_")
    )?.[0] ?? String(number);
  const pointers: (StructField & { at: number })[] = [
    {
      at: addrinfo.addr,
      name: "ai_addr",
      value: pointerValue(struct?.addr, true),
      points: "sockaddr",
    },
    {
      at: addrinfo.canonname,
      name: "ai_canonname",
      value: pointerValue(struct?.canonname, canonname !== null),
      points: canonname === null ? undefined : "canonname",
    },
    {
      at: addrinfo.next,
      name: "ai_next",
      value: pointerValue(struct?.next, !last),
      points: last ? undefined : "next",
    },
  ];
  return [
    { name: "ai_flags", value: flagNames(flags, constants) },
    { name: "ai_family", value: named("AF_", family) },
    { name: "ai_socktype", value: named("SOCK_", socktype) },
    { name: "ai_protocol", value: named("IPPROTO_", protocol) },
    { name: "ai_addrlen", value: String(struct?.addrlen ?? sockaddr.length) },
    ...pointers.sort((one, other) => one.at - other.at)
      .map(({ name, value, points }) => ({ name, value, points })),
  ];
}

function flagNames(
  flags: number,
  constants: Readonly<Record<string, number>>,
): string {
  const names = Object.entries(constants)
    .filter(([name, bit]) => name.startsWith("AI_") && (flags & bit) !== 0)
    .map(([name]) => name.slice("AI_".length));
  return names.join("|") || String(flags);
}

/** A pointer of a list whose memory is gone is still there: only its value is unknown. */
function pointerValue(pointer: bigint | undefined, exists: boolean): string {
  if (!exists) return "NULL";
  return pointer === undefined ? "→" : pointerText(pointer);
}

function pointerText(pointer: bigint): string {
  return pointer === 0n ? "NULL" : `0x${pointer.toString(16)}`;
}
