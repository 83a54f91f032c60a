/**
 * Errors that nothing awaits are silent in the kernel, and one thrown by a timer freezes it. From the import of
 * `sockets/notebook` on they show in the cell that runs, and the kernel goes on.
 *
 * Only a kernel gets these listeners: elsewhere such an error ends the program, as it should.
 *
 * @module
 */

/** Says what happened and what to do, on the cell's own stderr. */
export function describeLateError(
  kind: "rejection" | "error",
  reason: unknown,
): string {
  const shown = reason instanceof Error
    ? reason.stack ?? `${reason.name}: ${reason.message}`
    : Deno.inspect(reason);
  const advice = kind === "rejection"
    ? 'A promise failed and nothing awaited it: put "await" before the call that made it, or catch its error.'
    : "A timer or an event handler failed after its cell had gone on: catch the error inside it.";
  return `✗ An error that no cell was waiting for:\n${shown}\n${advice}`;
}

if (isKernel()) {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error(describeLateError("rejection", event.reason));
  });
  addEventListener("error", (event) => {
    // Without this an error in a timer stops the event loop while a cell awaits, for good.
    event.preventDefault();
    console.error(describeLateError("error", event.error ?? event.message));
  });
}

function isKernel(): boolean {
  try {
    return typeof Deno.jupyter === "object";
  } catch {
    return false; // the getter throws outside `deno jupyter`
  }
}
