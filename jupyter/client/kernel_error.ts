/** The kernel did not start, or not in time. */
export class KernelStartError extends Error {
  override name = "KernelStartError";
}

/** The kernel ended although nobody asked it to. */
export class DeadKernelError extends Error {
  override name = "DeadKernelError";
}
