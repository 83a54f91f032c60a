/** The kernel did not start, or not in time. */
export class KernelStartError extends Error {
  override name = "KernelStartError";
}

/** Another program took one of the kernel's ports first. */
export class PortTakenError extends KernelStartError {
  override name = "PortTakenError";
}

/** The kernel ended although nobody asked it to. */
export class DeadKernelError extends Error {
  override name = "DeadKernelError";
}
