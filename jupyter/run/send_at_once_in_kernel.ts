/**
 * What makes a kernel send at once; sent into the kernel as source text, like all hooks.
 *
 * @module
 */

/**
 * Turns Nagle's algorithm off on the kernel's own connections, which it leaves on: what it sends next would wait until
 * its peer has acknowledged what it sent last. `false` where the system's library is not at hand.
 *
 * Source: tcp(7), setsockopt(2).
 */
export function sendAtOnce(): boolean {
  const IPPROTO_TCP = 6;
  const TCP_NODELAY = 1;
  const library = { linux: "libc.so.6", darwin: "libSystem.dylib" }[
    Deno.build.os as string
  ];
  if (library === undefined) return false;
  const on = new Int32Array([1]);
  try {
    const { symbols } = Deno.dlopen(library, {
      setsockopt: {
        parameters: ["i32", "i32", "i32", "buffer", "u32"],
        result: "i32",
      },
    });
    // The other files of the process are no TCP sockets, and the call says so.
    const set = [...Deno.readDirSync("/dev/fd")].map(({ name }) =>
      symbols.setsockopt(
        Number(name),
        IPPROTO_TCP,
        TCP_NODELAY,
        on,
        on.byteLength,
      )
    );
    return set.includes(0);
  } catch {
    return false;
  }
}
