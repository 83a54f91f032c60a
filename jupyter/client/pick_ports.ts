/** The lowest and the highest port that may be picked. */
export interface PortRange {
  from: number;
  to: number;
}

/**
 * Below the ports that Linux (from 32768), macOS and Windows (from 49152) hand to outgoing connections: a port
 * picked among those may be taken by a client before the kernel listens on it.
 */
export const KERNEL_PORTS: PortRange = { from: 20_000, to: 32_767 };

/** Ports of kernels that have not ended yet, so that two that start at once differ. */
const reserved = new Set<number>();

/** No port is free. */
export class NoFreePortError extends Error {
  override name = "NoFreePortError";
}

/** Picks free loopback ports at random and reserves them until {@linkcode releasePorts}. */
export function pickPorts(
  count: number,
  range: PortRange = KERNEL_PORTS,
): number[] {
  const ports: number[] = [];
  const size = range.to - range.from + 1;
  const first = Math.floor(Math.random() * size);
  // A stride that shares no factor with the size visits every port once.
  const stride = strideFor(size);
  for (let step = 0; step < size && ports.length < count; step++) {
    const port = range.from + (first + step * stride) % size;
    if (reserved.has(port) || !isFree(port)) continue;
    reserved.add(port);
    ports.push(port);
  }
  if (ports.length === count) return ports;
  releasePorts(ports);
  throw new NoFreePortError(
    `Cannot find ${count} free ports in "${range.from}-${range.to}": ${ports.length} are free; close programs that listen there or choose another range with --ports`,
  );
}

/** Gives ports back. */
export function releasePorts(ports: readonly number[]): void {
  for (const port of ports) reserved.delete(port);
}

function strideFor(size: number): number {
  const divisor = (one: number, other: number): number =>
    other === 0 ? one : divisor(other, one % other);
  for (const stride of [7919, 104_729, 1_299_709]) {
    if (divisor(size, stride) === 1) return stride;
  }
  return 1;
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    return false;
  }
}
