import { SocketError } from "../errors.ts";
import { type CFunction, symbolAddresses } from "../system_symbols.ts";

const DEFINITIONS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  listen: { parameters: ["i32", "i32"], result: "i32" },
  accept: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  setsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "u32"],
    result: "i32",
  },
  getsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "buffer"],
    result: "i32",
  },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  dup: { parameters: ["i32"], result: "i32" },
  pipe: { parameters: ["buffer"], result: "i32" },
  poll: { parameters: ["buffer", "usize", "i32"], result: "i32" },
  strerror: { parameters: ["i32"], result: "pointer" },
} as const satisfies Record<string, Deno.ForeignFunction>;

/** `poll` once more, for waiting on another thread. */
const WAIT = { ...DEFINITIONS.poll, nonblocking: true } as const;

/** Where errno lies: it belongs to the thread that asks. */
const ERRNO = { parameters: [], result: "pointer" } as const;

/**
 * fcntl's third argument is variadic. On Apple's arm64 such arguments lie on
 * the stack, so six unused ones fill the registers before it.
 */
const FCNTL = { parameters: ["i32", "i32", "i32"], result: "i32" } as const;
const FCNTL_APPLE_ARM = {
  parameters: ["i32", "i32", "u64", "u64", "u64", "u64", "u64", "u64", "u64"],
  result: "i32",
} as const;

type Definitions = typeof DEFINITIONS;

/** The system's calls as functions; each returns what C's would. */
export type SystemLibrary =
  & {
    [Name in keyof Definitions]: Deno.UnsafeFnPointer<
      Definitions[Name]
    >["call"];
  }
  & {
    /** `poll` on another thread: errno is out of reach then. */
    pollElsewhere: Deno.UnsafeFnPointer<typeof WAIT>["call"];
    fcntl(fd: number, command: number, argument: number): number;
    /** The error of the last call that returned -1 on this thread. */
    errno(): number;
  };

let opened: SystemLibrary | undefined;

/** The system's library, opened once; throws a `SocketError` where there is none. */
export function systemLibrary(call: string): SystemLibrary {
  if (opened) return opened;
  const refusal = systemRefusal(Deno.build.os) ?? permissionRefusal();
  if (refusal) throw new SocketError(`Cannot call ${call}: ${refusal}`);
  return opened = openSystemLibrary();
}

/** Why a system's calls cannot be made, and what to do instead. */
export function systemRefusal(os: string): string | undefined {
  if (os === "linux" || os === "darwin") return undefined;
  const why = os === "windows"
    ? "on Windows sockets are handles, not descriptors"
    : `the numbers of ${os} are not known here`;
  return `${why}; use connect and listen from "sockets", ` +
    `or run this on Linux, on macOS or in WSL`;
}

function permissionRefusal(): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "ffi" });
  if (state === "granted") return undefined;
  return "calling into C needs the permission --allow-ffi";
}

function openSystemLibrary(): SystemLibrary {
  const apple = Deno.build.os === "darwin";
  const errnoSymbol = apple ? "__error" : "__errno_location";
  const names = [...Object.keys(DEFINITIONS), "fcntl", errnoSymbol];
  const addresses: Record<string, CFunction> = symbolAddresses(
    Object.fromEntries(names.map((name) => [name, { type: "pointer" }])),
  );
  const errno = new Deno.UnsafeFnPointer(addresses[errnoSymbol], ERRNO);
  const pollElsewhere = new Deno.UnsafeFnPointer(addresses.poll, WAIT);
  return {
    ...bindAll(addresses),
    fcntl: bindFcntl(addresses.fcntl, apple && Deno.build.arch === "aarch64"),
    pollElsewhere: pollElsewhere.call.bind(pollElsewhere),
    errno: () => new Deno.UnsafePointerView(errno.call()!).getInt32(),
  };
}

function bindAll(
  addresses: Record<string, CFunction>,
): Pick<SystemLibrary, keyof Definitions> {
  const entries = Object.entries(DEFINITIONS).map(([name, definition]) => {
    const pointer = new Deno.UnsafeFnPointer(addresses[name], definition);
    return [name, pointer.call.bind(pointer)];
  });
  return Object.fromEntries(entries);
}

function bindFcntl(
  address: CFunction,
  onStack: boolean,
): SystemLibrary["fcntl"] {
  if (onStack) {
    const pointer = new Deno.UnsafeFnPointer(address, FCNTL_APPLE_ARM);
    return (fd, command, argument) =>
      pointer.call(fd, command, 0n, 0n, 0n, 0n, 0n, 0n, BigInt(argument));
  }
  const pointer = new Deno.UnsafeFnPointer(address, FCNTL);
  return (fd, command, argument) => pointer.call(fd, command, argument);
}
