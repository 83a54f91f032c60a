import { type LayerTone } from "../drawing/tone.ts";

/**
 * A protocol on its layer, with the number by which the layer below names it.
 *
 * @example
 * ```ts
 * import { hourglass, type Protocol, PROTOCOLS } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const gemini: Protocol = { name: "Gemini", layer: "app", number: "1965" };
 * const figure = hourglass(["Gemini", "TCP"], { protocols: [gemini, ...PROTOCOLS] });
 * assertStringIncludes(figure.text, "[Gemini");
 * ```
 */
export interface Protocol {
  /** How it is called. */
  name: string;
  /** Where it stands in the hourglass. */
  layer: Exclude<LayerTone, "alarm"> | "physical";
  /** Port, IP protocol number or EtherType. */
  number?: string;
}

/**
 * The protocols of the lecture, by the numbers under which IANA and IEEE registered them.
 *
 * "avian" is RFC 1149, IP over avian carriers, whose medium is the pigeon.
 *
 * @example
 * ```ts
 * import { PROTOCOLS } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const http = PROTOCOLS.find(({ name }) => name === "HTTP");
 * assertEquals(http?.number, "80");
 * ```
 */
export const PROTOCOLS: readonly Protocol[] = [
  { name: "HTTP", layer: "app", number: "80" },
  { name: "HTTPS", layer: "app", number: "443" },
  { name: "SMTP", layer: "app", number: "25" },
  { name: "IMAP", layer: "app", number: "143" },
  { name: "DNS", layer: "app", number: "53" },
  { name: "SSH", layer: "app", number: "22" },
  { name: "BGP", layer: "app", number: "179" },
  { name: "TCP", layer: "transport", number: "6" },
  { name: "UDP", layer: "transport", number: "17" },
  { name: "SCTP", layer: "transport", number: "132" },
  { name: "ICMP", layer: "transport", number: "1" },
  { name: "OSPF", layer: "transport", number: "89" },
  { name: "IPv4", layer: "network", number: "0x0800" },
  { name: "IPv6", layer: "network", number: "0x86dd" },
  { name: "Ethernet", layer: "link" },
  { name: "Wi-Fi", layer: "link" },
  { name: "PPP", layer: "link" },
  { name: "ATM", layer: "link" },
  { name: "LTE", layer: "link" },
  { name: "avian", layer: "link" },
  { name: "loopback", layer: "link" },
  { name: "SDH", layer: "physical" },
  { name: "copper", layer: "physical" },
  { name: "fibre", layer: "physical" },
  { name: "2.4 GHz", layer: "physical" },
  { name: "5 GHz", layer: "physical" },
  { name: "pigeon", layer: "physical" },
  { name: "smoke", layer: "physical" },
];

/**
 * What an address tells about the protocols under it.
 *
 * @example
 * ```ts
 * import { type EndpointFact, protocolsOf } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const nameServer: EndpointFact = { transport: "udp", hostname: "192.0.2.1", port: 53 };
 * assertEquals(protocolsOf(nameServer), ["DNS", "UDP", "IPv4"]);
 * ```
 */
export interface EndpointFact {
  /** `tcp`, `udp`, or something local such as `unix`. */
  transport: string;
  /** The IP address as text. */
  hostname?: string;
  /** The port, by which the application is known. */
  port?: number;
}

/**
 * The protocols that a connection to `address` goes through, as far as the address tells.
 *
 * @example
 * ```ts
 * import { protocolsOf } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const address = { transport: "tcp", hostname: "::1", port: 80 };
 * assertEquals(protocolsOf(address), ["HTTP", "TCP", "IPv6", "loopback"]);
 * ```
 */
export function protocolsOf(address: EndpointFact): string[] {
  const { transport, hostname = "", port } = address;
  const service = PROTOCOLS.find(({ layer, number }) =>
    layer === "app" && number === String(port)
  );
  const version = hostname.includes(":") ? "IPv6" : "IPv4";
  const local = hostname === "::1" || hostname.startsWith("127.");
  return [
    ...(service ? [service.name] : []),
    ...(transport === "tcp" || transport === "udp"
      ? [transport.toUpperCase(), version]
      : []),
    ...(local ? ["loopback"] : []),
  ];
}
