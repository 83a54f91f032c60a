import { type ByteShow } from "./byte_field.ts";

const NAMES: Record<number, string> = {
  0x09: "\\t",
  0x0a: "\\n",
  0x0d: "\\r",
  0x20: "·",
};

/** The text under a byte: its character, visible even if it is white space, or its value. */
export function underByte(
  octet: number,
  show: ByteShow = "character",
): string {
  if (show === "none") return "";
  if (show === "decimal") return String(octet);
  if (octet in NAMES) return NAMES[octet];
  return octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "";
}
