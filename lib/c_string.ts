/**
 * Texts as C has them: UTF-8, or UTF-16 in Windows' wide functions, up to a NUL.
 *
 * @module
 */

/** The longest name looked for: NI_MAXHOST and its NUL, in characters. */
const MAX_LENGTH = 1026;

/** Lays out a text with the NUL at its end. */
export function encodeCString(
  text: string,
  wide: boolean,
): Uint8Array<ArrayBuffer> {
  // A small typed array may move while the system reads; an ArrayBuffer does not.
  if (wide) {
    const units = new Uint16Array(new ArrayBuffer(2 * (text.length + 1)));
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    return new Uint8Array(units.buffer);
  }
  const bytes = new TextEncoder().encode(text);
  const terminated = new Uint8Array(new ArrayBuffer(bytes.length + 1));
  terminated.set(bytes);
  return terminated;
}

/** Reads a text up to its NUL, or to the end of the bytes. */
export function decodeCString(bytes: Uint8Array, wide: boolean): string {
  if (!wide) {
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = "";
  for (let offset = 0; offset + 1 < bytes.length; offset += 2) {
    const unit = view.getUint16(offset, true);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Bytes from the first unit to the NUL included, each `width` bytes wide. */
export function measureCString(
  unitAt: (offset: number) => number,
  width: number,
): number {
  let units = 0;
  while (units < MAX_LENGTH && unitAt(units * width) !== 0) units++;
  return (units + 1) * width;
}
