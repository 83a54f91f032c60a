import type { Wait } from "../deadline.ts";
import { refuseOnceClosed } from "./owned_descriptors.ts";
import { encodePollDescriptors } from "./poll_descriptors.ts";
import type { SystemLibrary } from "./system_library.ts";

/**
 * Longest single poll(2), in ms. A wait that ends otherwise (deadline, abort)
 * is noticed after that time at the latest, so nothing is left running.
 */
const SLICE = 50;

/**
 * Waits on another thread until a descriptor is ready, or for `limit` ms.
 *
 * In slices, because a poll under way cannot be called off, and so that more
 * waits than there are threads still all make progress.
 */
export async function waitUntilReady(
  library: SystemLibrary,
  descriptors: readonly { fd: number; events: number }[],
  wait: Wait,
  limit = Infinity,
): Promise<void> {
  let over = false;
  const polling = pollInSlices(library, descriptors, limit, () => over);
  try {
    await wait.for(polling);
  } catch (error) {
    over = true;
    await polling.catch(() => {});
    throw error;
  }
}

async function pollInSlices(
  library: SystemLibrary,
  descriptors: readonly { fd: number; events: number }[],
  limit: number,
  isOver: () => boolean,
): Promise<void> {
  const end = performance.now() + limit;
  const bytes = encodePollDescriptors(descriptors);
  const refusals = descriptors.map(({ fd }) => refuseOnceClosed(fd));
  const count = BigInt(descriptors.length);
  for (;;) {
    const rest = Math.max(0, Math.ceil(end - performance.now()));
    const slice = Math.min(SLICE, rest);
    const ready = await library.pollElsewhere(bytes, count, slice);
    for (const refuse of refusals) refuse();
    if (ready !== 0 || rest <= slice || isOver()) return;
  }
}
