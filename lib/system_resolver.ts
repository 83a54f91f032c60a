import { HOST_PLATFORM, isKnownPlatform, type Platform } from "./platform.ts";
import type { AddrInfoNumbers } from "./addr_info_hints.ts";
import { encodeHints } from "./addr_info_layout.ts";

/** A `getaddrinfo` under way in the system. */
export interface PendingLookup {
  /** The returned number, 0 for success, and the address of the list. */
  answer: Promise<{ status: number; head: bigint }>;
  /** Gives up waiting: a list that still comes is freed; else does nothing. */
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
  /** Copies a name that ends in NUL. */
  readText(address: bigint): string;
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

/** The address of a function in C, whose definition only the caller knows. */
// deno-lint-ignore no-explicit-any
export type CFunction = Deno.PointerObject<any>;

/**
 * Addresses of functions in the system's socket library.
 *
 * The library is closed again at once: the process itself is linked against
 * it, so its code stays, and no open handle shows up as a leak in anyone's
 * tests.
 */
export function symbolAddresses<
  const Names extends Record<string, { type: "pointer" }>,
>(names: Names): Record<keyof Names, CFunction> {
  let firstError: unknown;
  for (const path of HOST_PLATFORM.libraries) {
    try {
      const library = Deno.dlopen(path, names);
      const addresses = { ...library.symbols } as Record<
        keyof Names,
        CFunction
      >;
      library.close();
      return addresses;
    } catch (error) {
      firstError ??= error;
    }
  }
  throw firstError;
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
      hostname === null ? null : cString(hostname, wide),
      service === null ? null : cString(service, wide),
      encodeHints(hints, platform.addrinfo),
      result,
    ] as const;
    buffersInUse.add(buffers);
    let answered = false;
    let abandoned = false;
    const call = symbols.getaddrinfo.call(...buffers);
    const answer = call.then((status) => {
      answered = true;
      const head = new DataView(result.buffer).getBigUint64(0, true);
      if (status !== 0 || !abandoned) return { status, head };
      free(head);
      return { status, head: 0n };
    }).finally(() => buffersInUse.delete(buffers));
    const abandon = () => {
      if (answered) return;
      abandoned = true;
      unrefOp(call);
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
    readText: (address) =>
      wide ? readWideText(address) : readNarrowText(address),
  };
}

/** A text as C has it: UTF-8, or UTF-16 for Windows, and a NUL at its end. */
function cString(text: string, wide: boolean): Uint8Array<ArrayBuffer> {
  if (wide) {
    const units = new Uint16Array(new ArrayBuffer(2 * (text.length + 1)));
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    return new Uint8Array(units.buffer);
  }
  const bytes = new TextEncoder().encode(text);
  // Small typed arrays may move while the system reads; an ArrayBuffer does not.
  const terminated = new Uint8Array(new ArrayBuffer(bytes.length + 1));
  terminated.set(bytes);
  return terminated;
}

function readNarrowText(address: bigint): string {
  const pointer = Deno.UnsafePointer.create(address);
  return pointer ? Deno.UnsafePointerView.getCString(pointer) : "";
}

function readWideText(address: bigint): string {
  const view = new Deno.UnsafePointerView(Deno.UnsafePointer.create(address)!);
  let text = "";
  for (let offset = 0;; offset += 2) {
    const unit = view.getUint16(offset);
    if (unit === 0) return text;
    text += String.fromCharCode(unit);
  }
}

/**
 * Lets the process end although a call is still under way.
 *
 * Deno offers this for timers and sockets but not for calls into C, except
 * inside: where that is missing, the process waits for the system's answer.
 */
function unrefOp(promise: Promise<unknown>): void {
  const internal = Reflect.get(Deno, Reflect.get(Deno, "internal") ?? "");
  internal?.core?.unrefOpPromise?.(promise);
}
