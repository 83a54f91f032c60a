import type { Platform } from "../../platform.ts";
import { abridgeToColumns, formatCount } from "../drawing/abridge.ts";
import { checkLimit } from "../drawing/check_limit.ts";
import { drawText, SMALL } from "../drawing/draw_text.ts";
import { createFigure, type Figure } from "../figure.ts";
import {
  type AddrInfoFact,
  type AddrInfoNode,
  addrInfoNodes,
} from "./addr_info_facts.ts";
import { drawAddrInfoChain } from "./draw_addr_info_chain.ts";

/**
 * How a chain is drawn.
 *
 * @example
 * ```ts
 * import { addrinfoChain, type AddrInfoChainOptions } from "sockets/figures";
 * import { getaddrinfo } from "sockets";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const short: AddrInfoChainOptions = { maxEntries: 1 };
 * const list = await getaddrinfo("127.0.0.1", 80); // One entry for each socket type.
 * const { text } = addrinfoChain(list, short);
 * assertStringIncludes(text, `and ${list.length - 1} more`);
 * ```
 */
export interface AddrInfoChainOptions {
  /** Most structs drawn, 6 unless given. */
  maxEntries?: number;
  /** Whose numbers and order of fields; this system's unless given. */
  platform?: Platform;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

/**
 * The linked list that `getaddrinfo` returns, as it lies in memory: each struct with its address,
 * its fields in the system's order, and the socket address it points to.
 *
 * Without `keepMemory` in the hints the addresses are not known, and arrows stand for them.
 *
 * @example
 * ```ts
 * import { addrinfoChain } from "sockets/figures";
 * import { getaddrinfo } from "sockets";
 *
 * const list = await getaddrinfo("127.0.0.1", 80, { socktype: "SOCK_STREAM" });
 * console.log(addrinfoChain(list).text);
 * ```
 */
export function addrinfoChain(
  list: readonly AddrInfoFact[],
  options: AddrInfoChainOptions = {},
): Figure {
  const { title = "The list that getaddrinfo returns" } = options;
  const maxEntries = checkLimit("maxEntries", options.maxEntries ?? 6);
  const nodes = addrInfoNodes(list, options.platform).slice(
    0,
    Math.max(1, maxEntries),
  );
  const left = list.length - nodes.length;
  const { shapes, width, bottom } = drawAddrInfoChain(nodes);
  const more = left > 0 ? [`and ${formatCount(left)} more, not drawn`] : [];
  const empty = nodes.length === 0 ? ["the list is empty"] : [];
  const remarks = [...more, ...empty];
  return createFigure({
    title,
    description: describeChain(nodes, list.length),
    width,
    height: Math.max(60, bottom + remarks.length * 30),
    shapes: [
      ...(empty.length > 0 ? [] : shapes),
      ...remarks.map((words) =>
        drawText(12, Math.max(30, bottom + 14), words, SMALL, { tone: "soft" })
      ),
    ],
    lines: [...nodes.flatMap(writeNode), ...remarks],
  });
}

function describeChain(nodes: readonly AddrInfoNode[], count: number): string {
  const entries = nodes.map(({ fields, sockaddr, canonname }) => {
    const values = fields.slice(1, 4).map(({ value }) => value).join(", ");
    const address = sockaddr.fields.map(({ name, value }) => `${name} ${value}`)
      .join(", ");
    return `${values}, pointing to ${address}${
      canonname ? `, named ${canonname.text}` : ""
    }`;
  });
  return `A linked list of ${count} struct addrinfo. ${
    entries.join("; then ")
  }.`
    .slice(0, 4000);
}

function writeNode(
  { address, fields, sockaddr, canonname }: AddrInfoNode,
  index: number,
): string[] {
  const head = index === 0 ? "result ─>" : "       ─>";
  const name = canonname && `${canonname.address ?? ""} "${canonname.text}"`;
  const rows = fields.map(({ name: field, value, points }) => {
    const target = points === "sockaddr"
      ? ` ─> ${
        sockaddr.fields.map((part) => `${part.name} ${part.value}`).join(", ")
      }`
      : points === "canonname"
      ? ` ─> ${name?.trim()}`
      : points === "next"
      ? " ─> the next struct"
      : "";
    return `    ${field.padEnd(13)} ${value.padEnd(14)}${target}`;
  });
  return [`${head} ${address ?? "struct addrinfo"}`, ...rows]
    .map((line) => abridgeToColumns(line, 100));
}
