/** Options for {@linkcode getAvailablePort}. */
export interface GetAvailablePortOptions {
  /** A port to give if it is free. Default: whichever the system picks. */
  preferredPort?: number;
}

/**
 * Finds a TCP port that is free now.
 *
 * Another program may take it before you do: where you can, listen on port 0
 * and read the port from the listener instead.
 */
export function getAvailablePort(options?: GetAvailablePortOptions): number {
  const { preferredPort } = options ?? {};
  if (preferredPort) {
    try {
      return openOnce(preferredPort);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return openOnce(0);
}

function openOnce(port: number): number {
  using listener = Deno.listen({ port });
  return listener.addr.port;
}
