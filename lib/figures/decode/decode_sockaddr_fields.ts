import { formatIpAddress } from "../../ip_address.ts";
import type { Platform } from "../../platform.ts";
import { HOST_PLATFORM } from "../../platforms.ts";
import { type ByteField } from "../bytes/byte_field.ts";
import { visibleText } from "../bytes/visible_text.ts";
import { bigEndian, FieldCursor } from "./field_cursor.ts";

/**
 * Fields of a `struct sockaddr_in`, `sockaddr_in6` or `sockaddr_un`, by this system's layout or
 * another's. Source: ip(7), ipv6(7), unix(7).
 *
 * @example
 * ```ts
 * import { byteGrid, decodeSockaddrFields } from "sockets/figures";
 * import { AF_INET, encodeSockaddr } from "sockets";
 *
 * const bytes = encodeSockaddr({ family: AF_INET, address: "127.0.0.1", port: 80 });
 * console.log(byteGrid(bytes, decodeSockaddrFields).text);
 * ```
 */
export function decodeSockaddrFields(
  bytes: Uint8Array,
  platform: Platform = HOST_PLATFORM,
): ByteField[] {
  const cursor = new FieldCursor(bytes);
  const family = takeFamily(cursor, platform);
  const { AF_INET, AF_INET6, AF_UNIX } = platform.constants;
  if (family === AF_INET) {
    takeIpv4(cursor);
  } else if (family === AF_INET6) {
    takeIpv6(cursor);
  } else if (family === AF_UNIX) {
    cursor.take("path", cursor.left, {
      tone: "app",
      value: (octets) => visibleText(pathOf(octets)),
    });
  }
  if (cursor.left > 0) {
    if (family === AF_INET) {
      cursor.take("zeros", cursor.left, { tone: "soft", show: "none" });
    } else cursor.fault("unknown", `no layout for family ${family}`);
  }
  return cursor.fields;
}

function takeFamily(
  cursor: FieldCursor,
  { constants, sockaddrHasLength }: Platform,
): number {
  const nameOf = (family: number) => {
    const name = ["AF_INET", "AF_INET6", "AF_UNIX", "AF_UNSPEC"].find((known) =>
      constants[known as keyof typeof constants] === family
    );
    return name ? `${family} ${name}` : { fault: `${family}, unknown` };
  };
  if (sockaddrHasLength) {
    cursor.number("length", 1, "link", (length) => `${length} B`);
    return cursor.number("family", 1, "link", nameOf) ?? -1;
  }
  const octets = cursor.take("family", 2, {
    tone: "link",
    show: "none",
    value: ([low, high]) => nameOf(high * 256 + low),
  });
  return octets ? octets[1] * 256 + octets[0] : -1;
}

function takeIpv4(cursor: FieldCursor): void {
  cursor.number("port", 2, "transport");
  cursor.take("address", 4, {
    tone: "network",
    show: "decimal",
    value: formatIpAddress,
  });
}

function takeIpv6(cursor: FieldCursor): void {
  cursor.number("port", 2, "transport");
  cursor.number("flow info", 4, "link");
  cursor.take("address", 16, {
    tone: "network",
    show: "none",
    value: formatIpAddress,
  });
  cursor.take("scope id", 4, {
    tone: "link",
    show: "none",
    value: (octets) => String(bigEndian(octets.toReversed())),
  });
}

/** A path ends at its NUL; in Linux's abstract namespace it begins with one. */
function pathOf(octets: Uint8Array): Uint8Array {
  const end = octets.indexOf(0, 1);
  return end < 0 ? octets : octets.subarray(0, end);
}
