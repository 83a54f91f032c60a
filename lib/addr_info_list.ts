import type { AddrInfo, AddrInfoList } from "./addr_info.ts";
import { AddrInfoMemory } from "./addr_info_memory.ts";
import type { AddrInfoStruct } from "./addr_info_layout.ts";
import type { Platform } from "./platform.ts";
import { decodeSockaddr } from "./decode_sockaddr.ts";
import type { SystemResolver } from "./system_resolver.ts";

/** Copies a list out of the system's memory, which is freed whatever happens. */
export function copyAddrInfoList(
  resolver: SystemResolver,
  head: bigint,
): AddrInfo[] {
  using memory = new AddrInfoMemory(resolver, head);
  return Array.from(
    memory.structs(),
    (struct) => toAddrInfo(struct, memory, resolver.platform),
  );
}

/** Copies a list and keeps the system's memory too, until it is freed. */
export function keepAddrInfoList(
  resolver: SystemResolver,
  head: bigint,
): AddrInfoList {
  const memory = new AddrInfoMemory(resolver, head);
  try {
    const list = Array.from(memory.structs(), (struct) => ({
      ...toAddrInfo(struct, memory, resolver.platform),
      struct,
    }));
    return Object.assign(list, { memory });
  } catch (error) {
    memory.free();
    throw error;
  }
}

function toAddrInfo(
  struct: AddrInfoStruct,
  memory: AddrInfoMemory,
  platform: Platform,
): AddrInfo {
  const { flags, family, socktype, protocol } = struct;
  const sockaddr = memory.read(struct.addr, struct.addrlen);
  const decoded = decodeSockaddr(sockaddr, platform);
  const { address, port, scopeId = 0 } = "path" in decoded
    ? { address: decoded.path, port: 0 }
    : decoded;
  const canonname = struct.canonname ? memory.readText(struct.canonname) : null;
  return {
    flags,
    family,
    socktype,
    protocol,
    address,
    port,
    scopeId,
    canonname,
    sockaddr,
    source: "system",
  };
}
