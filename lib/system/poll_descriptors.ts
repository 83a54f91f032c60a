const POLLFD_SIZE = 8;

/** Lays out an array of `struct pollfd`: int fd, short events, short revents. */
export function encodePollDescriptors(
  descriptors: readonly { fd: number; events: number }[],
): Uint8Array<ArrayBuffer> {
  // An ArrayBuffer of its own stays where it is while another thread writes to it.
  const buffer = new ArrayBuffer(descriptors.length * POLLFD_SIZE);
  const view = new DataView(buffer);
  for (const [i, { fd, events }] of descriptors.entries()) {
    view.setInt32(i * POLLFD_SIZE, fd, true);
    view.setInt16(i * POLLFD_SIZE + 4, events, true);
  }
  return new Uint8Array(buffer);
}

/** Reads `revents` of each `struct pollfd`. */
export function decodeReturnedEvents(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from(
    { length: bytes.length / POLLFD_SIZE },
    (_, i) => view.getInt16(i * POLLFD_SIZE + 6, true),
  );
}
