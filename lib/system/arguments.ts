/**
 * Checks of what callers hand to the system calls: a wrong type is named here,
 * before C would make something else of it.
 *
 * @module
 */
import { HOST_PLATFORM } from "../platforms.ts";
import { decodeSockaddr } from "../decode_sockaddr.ts";
import { encodeSockaddr } from "../encode_sockaddr.ts";
import { formatSocketAddress, type SocketAddress } from "../socket_address.ts";
import type { WaitOptions } from "../deadline.ts";

/** Refuses what is not a C int; returns it. */
export function checkInt(call: string, name: string, value: unknown): number {
  if (typeof value === "number" && (value | 0) === value) return value;
  throw wrongArgument(call, name, value, "a whole number that fits in a C int");
}

/** Refuses what cannot be a descriptor. A negative one is C's to refuse. */
export function checkDescriptor(
  call: string,
  name: string,
  value: unknown,
): number {
  if (typeof value === "number" && (value | 0) === value) return value;
  throw wrongArgument(
    call,
    name,
    value,
    "a descriptor, the whole number that socket, accept, dup or pipe returned",
  );
}

/** Refuses what is not bytes in memory; returns them. */
export function checkBytes(
  call: string,
  name: string,
  value: unknown,
): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer) {
    return value as Uint8Array<ArrayBuffer>;
  }
  const encode = typeof value === "string"
    ? "; new TextEncoder().encode(text) makes one"
    : "";
  throw wrongArgument(call, name, value, `a Uint8Array${encode}`);
}

/** Refuses a length that the bytes do not have; left out, it is all of them. */
export function checkLength(
  call: string,
  name: string,
  value: unknown,
  available: number,
): number {
  if (value === undefined) return available;
  const length = checkInt(call, name, value);
  if (length >= 0 && length <= available) return length;
  throw new RangeError(
    `Cannot call ${call}: ${name} is ${length}, but the buffer ` +
      `has ${available} bytes; C would reach beyond it`,
  );
}

/** The bytes of an address given as such, or as an object to lay out. */
export function checkSockaddr(
  call: string,
  value: unknown,
  addrlen: unknown,
): { bytes: Uint8Array<ArrayBuffer>; label: string } {
  const isObject = typeof value === "object" && value !== null;
  if (!isObject || (!(value instanceof Uint8Array) && !("family" in value))) {
    throw wrongArgument(
      call,
      "addr",
      value,
      "the bytes of a sockaddr, or an object such as " +
        '{ family: AF_INET, address: "127.0.0.1", port: 80 }',
    );
  }
  const whole = value instanceof Uint8Array
    ? checkBytes(call, "addr", value)
    : encodeSockaddr(value as SocketAddress);
  const length = checkLength(call, "addrlen", addrlen, whole.length);
  const bytes = whole.subarray(0, length);
  return { bytes, label: addressLabel(bytes) };
}

/** A sockaddr as people write it, even where it makes no sense. */
export function addressLabel(bytes: Uint8Array): string {
  try {
    return formatSocketAddress(decodeSockaddr(bytes, HOST_PLATFORM));
  } catch {
    return `a sockaddr of ${bytes.length} bytes`;
  }
}

/** Refuses a `timeout` that is no number and a `signal` that is none. */
export function checkWaitOptions(call: string, options: unknown): WaitOptions {
  if (typeof options !== "object" || options === null) {
    throw wrongArgument(call, "options", options, "an object");
  }
  const { timeout, signal } = options as Record<string, unknown>;
  if (timeout !== undefined && typeof timeout !== "number") {
    throw wrongArgument(call, "timeout", timeout, "milliseconds");
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw wrongArgument(call, "signal", signal, "an AbortSignal");
  }
  return options;
}

/** The TypeError for an argument, by the name it has in C. */
export function wrongArgument(
  call: string,
  name: string,
  value: unknown,
  expected: string,
): TypeError {
  return new TypeError(
    `Cannot call ${call}: ${name} is ${describe(value)}, expected ${expected}`,
  );
}

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  return `a value of type ${value.constructor?.name ?? "Object"}`;
}
