/**
 * What marks a cell's outputs as its own and shows bytes; sent into the kernel as
 * source text, like all hooks.
 *
 * @module
 */
import type { HookContext } from "./hook_context.ts";

type Bundle = Record<string, unknown>;

/** Prints and displays of a cell that is over say whose they are: in the text, or in the metadata. */
export function markOutputs(context: HookContext): void {
  const { currentCell } = context;
  // deno-lint-ignore no-explicit-any -- Deno does not declare what it keeps for its own console
  const { Console, core, jupyter } = (Deno as any)[(Deno as any).internal];
  /** The cell this belongs to, unless it is the one that runs. */
  const otherCell = (): string | undefined => {
    const cell = currentCell.getStore();
    return cell === undefined || cell === context.running ? undefined : cell;
  };
  const print = (text: string, level: number) => {
    const cell = otherCell();
    context.outputs++;
    const marked = cell === undefined ? text : `\0{${cell}\0${text}\0}\0`;
    core.print(marked, level > 1);
  };
  const marking = new Console(print);
  for (const name of Object.keys(marking)) {
    if (typeof marking[name] === "function") {
      (console as unknown as Record<string, unknown>)[name] = marking[name];
    }
  }

  const { broadcast } = Deno.jupyter;
  const markedBroadcast: typeof broadcast = (type, content, options = {}) => {
    const cell = otherCell();
    context.outputs++;
    return broadcast(
      type,
      content,
      cell === undefined ? options : {
        ...options,
        metadata: { ...options.metadata, sockets_cell: cell },
      },
    );
  };
  Deno.jupyter.broadcast = markedBroadcast;
  Deno.jupyter.display = async (value, options) => {
    const data = await jupyter.formatInner(value, options?.raw);
    const id = (options as { display_id?: string } | undefined)?.display_id;
    await markedBroadcast(
      options?.update ? "update_display_data" : "display_data",
      { data, metadata: {}, transient: id ? { display_id: id } : {} },
    );
  };
}

/** Shows bytes as a hexdump, but for pictures, which the kernel knows. */
export function showBytes(dump: (bytes: Uint8Array) => string): void {
  const begins = (bytes: Uint8Array, ...magic: number[]) =>
    magic.every((octet, index) => bytes[index] === octet);
  Object.defineProperty(Uint8Array.prototype, Symbol.for("Jupyter.display"), {
    configurable: true,
    value(this: Uint8Array): Bundle {
      if (begins(this, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
        return { "image/png": this.toBase64() };
      }
      if (begins(this, 0xff, 0xd8, 0xff)) {
        return { "image/jpeg": this.toBase64() };
      }
      return { "text/plain": dump(this) };
    },
  });
}
