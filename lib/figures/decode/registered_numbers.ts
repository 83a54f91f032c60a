/**
 * Numbers by which a layer says what it carries, as far as the lecture meets them.
 *
 * Source: IANA's registries of IEEE 802 numbers, protocol numbers, and service names and ports.
 *
 * @module
 */

/** What follows an Ethernet header. */
export const ETHER_TYPES: Readonly<Record<number, string>> = {
  0x0800: "IPv4",
  0x0806: "ARP",
  0x8100: "802.1Q",
  0x86dd: "IPv6",
  0x8864: "PPPoE",
  0x888e: "802.1X",
};

/** What follows an IP header. */
export const IP_PROTOCOLS: Readonly<Record<number, string>> = {
  0: "hop-by-hop options",
  1: "ICMP",
  6: "TCP",
  17: "UDP",
  41: "IPv6",
  43: "routing header",
  44: "fragment header",
  47: "GRE",
  50: "ESP",
  58: "ICMPv6",
  59: "no next header",
  60: "destination options",
  89: "OSPF",
  132: "SCTP",
};

/** What usually listens at a port. */
export const WELL_KNOWN_PORTS: Readonly<Record<number, string>> = {
  7: "echo",
  13: "daytime",
  22: "ssh",
  25: "smtp",
  37: "time",
  53: "domain",
  67: "bootps",
  80: "http",
  110: "pop3",
  123: "ntp",
  143: "imap",
  179: "bgp",
  443: "https",
  587: "submission",
  853: "domain-s",
  993: "imaps",
};

/** A number with its registered name, where it has one. */
export function withName(
  number: number,
  names: Readonly<Record<number, string>>,
): string {
  return names[number] ? `${number} ${names[number]}` : String(number);
}
