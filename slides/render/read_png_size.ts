/** Width and height in pixels from a PNG's first chunk (PNG specification §11.2.2), given in base64. */
export function readPngSize(
  base64: string,
): { width: number; height: number } | undefined {
  let head: string;
  try {
    head = atob(base64.slice(0, 32));
  } catch {
    return undefined;
  }
  if (!head.startsWith("\x89PNG") || head.length < 24) return undefined;
  const read = (offset: number) =>
    [0, 1, 2, 3].reduce(
      (sum, index) => sum * 256 + head.charCodeAt(offset + index),
      0,
    );
  const width = read(16);
  const height = read(20);
  return width > 0 && height > 0 ? { width, height } : undefined;
}
