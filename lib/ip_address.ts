/**
 * IPv4 and IPv6 addresses between text and bytes, as inet_pton(3) and
 * inet_ntop(3) have them.
 *
 * @module
 */

/** Writes four or sixteen bytes as the system's inet_ntop does (RFC 5952). */
export function formatIpAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length === 16) return formatIpv6(bytes);
  throw new RangeError(
    `Cannot write ${bytes.length} bytes as an IP address: expected 4 or 16`,
  );
}

function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from(
    { length: 8 },
    (_, i) => bytes[2 * i] << 8 | bytes[2 * i + 1],
  );
  const zeros = longestZeroRun(groups);
  if (endsInIpv4(groups, zeros)) {
    const prefix = zeros.length === 5 ? "::ffff:" : "::";
    return prefix + bytes.subarray(12).join(".");
  }
  const hex = groups.map((group) => group.toString(16));
  if (zeros.length < 2) return hex.join(":");
  const before = hex.slice(0, zeros.start).join(":");
  const after = hex.slice(zeros.start + zeros.length).join(":");
  return `${before}::${after}`;
}

/** Mapped (`::ffff:a.b.c.d`) and compatible (`::a.b.c.d`) addresses. */
function endsInIpv4(
  groups: number[],
  zeros: { start: number; length: number },
): boolean {
  if (zeros.start !== 0) return false;
  return zeros.length === 6 || (zeros.length === 5 && groups[5] === 0xffff);
}

function longestZeroRun(groups: number[]): { start: number; length: number } {
  let best = { start: -1, length: 0 };
  let start = 0;
  for (let i = 0; i <= groups.length; i++) {
    if (groups[i] === 0) continue;
    if (i - start > best.length) best = { start, length: i - start };
    start = i + 1;
  }
  return best;
}

/**
 * Reads an IPv4 address (four decimal numbers) or an IPv6 address.
 *
 * Returns 4 or 16 bytes, or `undefined` if the text is neither. As with
 * inet_pton, `127.1`, leading zeros and zone names (`%eth0`) are not accepted.
 */
export function parseIpAddress(
  text: string,
): Uint8Array<ArrayBuffer> | undefined {
  const numbers = text.includes(":") ? parseIpv6(text) : parseIpv4(text);
  return numbers && new Uint8Array(numbers);
}

/** Whether a text is an IPv4 or an IPv6 address; `undefined` if it is neither. */
export function ipVersion(text: string): 4 | 6 | undefined {
  if (text.includes(":")) return parseIpv6(text) && 6;
  return IPV4.test(text) ? 4 : undefined;
}

/** Four numbers up to 255 without leading zeros. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=.)|$)){4}$/;

function parseIpv4(text: string): number[] | undefined {
  return IPV4.test(text) ? text.split(".").map(Number) : undefined;
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) =>
    parseGroups(half, i === halves.length - 1)
  );
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (!tail || head.length + tail.length > 14) return undefined;
  const zeros = new Array<number>(16 - head.length - tail.length).fill(0);
  return [...head, ...zeros, ...tail];
}

/** Bytes of colon-separated groups; the last may be a dotted IPv4 address. */
function parseGroups(
  text: string,
  mayEndInIpv4: boolean,
): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [i, group] of groups.entries()) {
    if (group.includes(".") && mayEndInIpv4 && i === groups.length - 1) {
      const ipv4 = parseIpv4(group);
      if (!ipv4) return undefined;
      bytes.push(...ipv4);
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else {
      return undefined;
    }
  }
  return bytes;
}
