import { addressLabel } from "./address_label.ts";

/** The peer's address as errors name it, written only once somebody asks: a busy listener never does. */
export class PeerLabel {
  readonly #address: Deno.Addr;
  #text: string | undefined;

  constructor(address: Deno.Addr) {
    this.#address = address;
  }

  get text(): string {
    return this.#text ??= addressLabel(this.#address);
  }
}
