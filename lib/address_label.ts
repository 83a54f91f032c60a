/**
 * An address as people write it: `127.0.0.1:80`, `[::1]:80`, or a Unix socket's path.
 *
 * @example
 * ```ts
 * import { addressLabel } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(addressLabel({ transport: "tcp", hostname: "::1", port: 80 }), "[::1]:80");
 * ```
 */
export function addressLabel(address: Deno.Addr): string {
  if ("hostname" in address) {
    const { hostname, port } = address;
    return hostname.includes(":")
      ? `[${hostname}]:${port}`
      : `${hostname}:${port}`;
  }
  if ("path" in address) return address.path || "unnamed Unix socket";
  return `${address.cid}:${address.port}`;
}

/**
 * The same address with IPv4 written as IPv4: a dual-stack listener sees `127.0.0.1` as
 * `::ffff:127.0.0.1` (RFC 4291 §2.5.5.2).
 */
export function unmapAddress<Address extends Deno.Addr>(
  address: Address,
): Address {
  if (!("hostname" in address) || !address.hostname.startsWith("::f")) {
    return address;
  }
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address.hostname);
  return mapped ? { ...address, hostname: mapped[1] } : address;
}
