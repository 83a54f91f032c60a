import type { Platform } from "./platform.ts";
import { HOST_PLATFORM, isKnownPlatform } from "./platforms.ts";
import type { AddrInfoNumbers } from "./addr_info_hints.ts";
import { encodeCString, measureCString } from "./c_string.ts";
import { encodeHints } from "./addr_info_layout.ts";
import { symbolAddresses, unrefOp } from "./system_symbols.ts";

/** A `getaddrinfo` under way in the system. */
export interface PendingLookup {
  /** The returned number, 0 for success, and the address of the list. */
  answer: Promise<{ status: number; head: bigint }>;
  /** To be called unless the answer was taken: its list is freed, even late. */
  abandon(): void;
}

/** The system's resolver: getaddrinfo(3) and what belongs to it. */
export interface SystemResolver {
  platform: Platform;
  lookUp(
    hostname: string | null,
    service: string | null,
    hints: AddrInfoNumbers,
  ): PendingLookup;
  /** freeaddrinfo(3) */
  free(head: bigint): void;
  /** gai_strerror(3), or `undefined` where the system has none. */
  errorText(status: number): string | undefined;
  /** Copies `length` bytes of memory. The address must be the list's own. */
  read(address: bigint, length: number): Uint8Array<ArrayBuffer>;
  /** How many bytes a name takes, the NUL at its end included. */
  nameLength(address: bigint): number;
}

const LOOKUP = {
  parameters: ["buffer", "buffer", "buffer", "buffer"],
  result: "i32",
  nonblocking: true,
} as const;
const FREE = { parameters: ["pointer"], result: "void" } as const;
const ERROR_TEXT = { parameters: ["i32"], result: "pointer" } as const;
const START = { parameters: ["u16", "buffer"], result: "i32" } as const;

let opened: { resolver?: SystemResolver; refusal?: string } | undefined;

/** The system's resolver, opened once; or why it cannot be had. */
export function systemResolver(): {
  resolver?: SystemResolver;
  refusal?: string;
} {
  return opened ??= openSystemResolver();
}

function openSystemResolver(): ReturnType<typeof systemResolver> {
  if (!isKnownPlatform()) {
    const { os, arch } = Deno.build;
    return { refusal: `the layout of struct addrinfo on ${os} ${arch}` };
  }
  // Asking first keeps a missing permission from stopping the program with a prompt.
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return { refusal: "the permission --allow-ffi" };
  }
  try {
    const symbols = HOST_PLATFORM.name === "windows"
      ? openWindows()
      : openUnix();
    return { resolver: makeResolver(symbols) };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

interface ResolverSymbols {
  getaddrinfo: Deno.UnsafeFnPointer<typeof LOOKUP>;
  freeaddrinfo: Deno.UnsafeFnPointer<typeof FREE>;
  gai_strerror?: Deno.UnsafeFnPointer<typeof ERROR_TEXT>;
}

function openUnix(): ResolverSymbols {
  const { getaddrinfo, freeaddrinfo, gai_strerror } = symbolAddresses({
    getaddrinfo: { type: "pointer" },
    freeaddrinfo: { type: "pointer" },
    gai_strerror: { type: "pointer" },
  });
  return {
    getaddrinfo: new Deno.UnsafeFnPointer(getaddrinfo, LOOKUP),
    freeaddrinfo: new Deno.UnsafeFnPointer(freeaddrinfo, FREE),
    gai_strerror: new Deno.UnsafeFnPointer(gai_strerror, ERROR_TEXT),
  };
}

/** The wide-character functions: the others depend on the code page. */
function openWindows(): ResolverSymbols {
  const { GetAddrInfoW, FreeAddrInfoW, WSAStartup } = symbolAddresses({
    GetAddrInfoW: { type: "pointer" },
    FreeAddrInfoW: { type: "pointer" },
    WSAStartup: { type: "pointer" },
  });
  const VERSION_2_2 = 0x0202;
  const WSADATA_SIZE = 408;
  new Deno.UnsafeFnPointer(WSAStartup, START)
    .call(VERSION_2_2, new Uint8Array(new ArrayBuffer(WSADATA_SIZE)));
  return {
    getaddrinfo: new Deno.UnsafeFnPointer(GetAddrInfoW, LOOKUP),
    freeaddrinfo: new Deno.UnsafeFnPointer(FreeAddrInfoW, FREE),
  };
}

/** Buffers of calls under way: the system still writes to them. */
const buffersInUse = new Set<readonly (Uint8Array | null)[]>();

function makeResolver(symbols: ResolverSymbols): SystemResolver {
  const platform = HOST_PLATFORM;
  const wide = platform.name === "windows";
  const free = (head: bigint) =>
    symbols.freeaddrinfo.call(Deno.UnsafePointer.create(head));

  function lookUp(
    hostname: string | null,
    service: string | null,
    hints: AddrInfoNumbers,
  ): PendingLookup {
    const result = new Uint8Array(new ArrayBuffer(8));
    const buffers = [
      hostname === null ? null : encodeCString(hostname, wide),
      service === null ? null : encodeCString(service, wide),
      encodeHints(hints, platform.addrinfo),
      result,
    ] as const;
    buffersInUse.add(buffers);
    const call = symbols.getaddrinfo.call(...buffers);
    let head = 0n;
    let answered = false;
    let abandoned = false;
    const freeLate = () => head !== 0n && free(head);
    const answer = call.then((status) => {
      answered = true;
      if (status === 0) {
        head = new DataView(result.buffer).getBigUint64(0, true);
      }
      if (abandoned) freeLate();
      return { status, head };
    }).finally(() => buffersInUse.delete(buffers));
    const abandon = () => {
      abandoned = true;
      if (answered) freeLate();
      else unrefOp(call);
    };
    return { answer, abandon };
  }

  return {
    platform,
    lookUp,
    free,
    errorText(status) {
      const text = symbols.gai_strerror?.call(status);
      return text ? Deno.UnsafePointerView.getCString(text) : undefined;
    },
    read(address, length) {
      const copy = new Uint8Array(length);
      Deno.UnsafePointerView.copyInto(
        Deno.UnsafePointer.create(address)!,
        copy,
      );
      return copy;
    },
    nameLength(address) {
      const view = new Deno.UnsafePointerView(
        Deno.UnsafePointer.create(address)!,
      );
      return wide
        ? measureCString((offset) => view.getUint16(offset), 2)
        : measureCString((offset) => view.getUint8(offset), 1);
    },
  };
}
