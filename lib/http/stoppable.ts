import { AbortError } from "../errors.ts";

/**
 * The pieces of a stream until the signal aborts. Then the stream is cancelled, and nobody waits for a piece
 * that may never come: `for await` alone would.
 */
export function stoppable<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal | undefined,
): AsyncIterable<Piece> {
  return signal ? piecesUntil(signal, pieces) : pieces;
}

async function* piecesUntil<Piece>(
  signal: AbortSignal,
  pieces: AsyncIterable<Piece>,
): AsyncGenerator<Piece> {
  const stream = pieces instanceof ReadableStream
    ? pieces
    : ReadableStream.from(pieces);
  const reader: ReadableStreamDefaultReader<Piece> = stream.getReader();
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", cancel);
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (!done) yield value;
      else if (!signal.aborted) return;
    }
    throw new AbortError(
      `Cannot send the rest of a body: ${signal.reason}`,
      { cause: signal.reason },
    );
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}
