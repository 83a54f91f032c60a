/** A socket that may be TCP: only TCP has Nagle's algorithm to turn off. */
export interface MaybeTcp {
  setNoDelay?(noDelay?: boolean): void;
}

/** Sends small writes at once (TCP_NODELAY) instead of waiting for the acknowledgement of earlier ones (RFC 896). */
export function sendAtOnce(socket: MaybeTcp): void {
  try {
    socket.setNoDelay?.(true);
  } catch {
    // A peer that has reset the connection already makes the call fail on some systems; the first read reports it.
  }
}
