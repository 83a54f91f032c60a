/** Whether this machine has no IPv6 loopback, as in many containers. */
export const LACKS_IPV6 = !canListenOnIpv6();

function canListenOnIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}
