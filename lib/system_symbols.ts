import { HOST_PLATFORM } from "./platforms.ts";

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

/**
 * Lets the process end although a call is still under way.
 *
 * Deno offers this for timers and sockets but not for calls into C, except
 * inside: where that is missing, the process waits for the system's answer.
 */
export function unrefOp(promise: Promise<unknown>): void {
  const internal = Reflect.get(Deno, Reflect.get(Deno, "internal") ?? "");
  internal?.core?.unrefOpPromise?.(promise);
}
