/**
 * The text of a hexdump. It uses nothing from outside its body: kernels get it as source text, to show bytes.
 */
export function hexdumpText(
  bytes: Uint8Array,
  { columns, maxBytes }: { columns: number; maxBytes: number },
): string {
  /** Only what every font has: a middle dot for what cannot be seen. */
  const picture = (byte: number) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
  const hex = (value: number, width: number) =>
    value.toString(16).padStart(width, "0");
  if (bytes.length === 0) return "(0 bytes)";
  const shown = bytes.subarray(0, Math.max(1, maxBytes));
  const lines: string[] = [];
  for (let offset = 0; offset < shown.length; offset += columns) {
    const row = shown.subarray(offset, offset + columns);
    const values = Array.from(row, (byte) => hex(byte, 2)).join(" ");
    const characters = Array.from(row, picture).join("");
    lines.push(
      `${hex(offset, 4)}  ${values.padEnd(3 * columns - 1)}  |${characters}|`,
    );
  }
  const hidden = bytes.length - shown.length;
  if (hidden > 0) {
    lines.push(`…     and ${hidden.toLocaleString("en")} more bytes`);
  }
  return lines.join("\n");
}
