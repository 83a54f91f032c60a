import { isMostlyText, visibleText } from "../bytes/visible_text.ts";
import { readFrame } from "../decode/decode_frame_fields.ts";
import { type LayerTone } from "../drawing/tone.ts";

/**
 * One layer that a message passes on its way down: what it adds.
 *
 * @example
 * ```ts
 * import { encapsulation, type LayerFact } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const query: LayerFact = { name: "DNS", tone: "app", size: 35 };
 * const udp: LayerFact = { name: "UDP", tone: "transport", size: 8 };
 * assertStringIncludes(encapsulation([query, udp]).text, "43 B");
 * ```
 */
export interface LayerFact {
  /** The protocol: `HTTP`, `TCP`, `IPv6`, `Ethernet`. */
  name: string;
  /** The layer whose colour it has. */
  tone: LayerTone;
  /** Bytes of its header; of the innermost layer, of the message. */
  size?: number;
  /** Bytes it adds at the end, such as a frame's check sequence. */
  trailer?: number;
  /** The message in words. */
  text?: string;
}

/** What the lecture draws: a page asked for over Ethernet. */
export const LECTURE_LAYERS: readonly LayerFact[] = [
  { name: "HTTP", tone: "app" },
  { name: "TCP", tone: "transport" },
  { name: "IP", tone: "network" },
  { name: "Ethernet", tone: "link" },
];

/** More layers than this do not fit into a figure. */
const MOST_LAYERS = 8;

/** Layers from the message outwards: as given, or read from an Ethernet frame. */
export function layersOf(
  layers: readonly LayerFact[] | Uint8Array,
): readonly LayerFact[] {
  if (!(layers instanceof Uint8Array)) return layers.slice(0, MOST_LAYERS);
  return readFrame(layers).map(({ name, tone, start, end }): LayerFact => {
    const bytes = layers.subarray(start, end);
    const text = tone === "app" && isMostlyText(bytes.subarray(0, 120))
      ? visibleText(bytes.subarray(0, 120))
      : undefined;
    return { name, tone, size: end - start, text };
  }).reverse().slice(0, MOST_LAYERS);
}

/** Bytes on the way at each layer: its own and all those inside. */
export function totalSizes(layers: readonly LayerFact[]): number[] {
  let total = 0;
  return layers.map(({ size = 0, trailer = 0 }) => total += size + trailer);
}

/** The field's word for what a layer sends. */
export function unitOf({ name, tone }: LayerFact): string {
  if (name === "UDP") return "datagram";
  switch (tone) {
    case "transport":
      return "segment";
    case "network":
      return "packet";
    case "link":
      return "frame";
    default:
      return "message";
  }
}

/** What a layer sends, in words: `TCP segment`. */
export function titleOf(layer: LayerFact): string {
  const unit = unitOf(layer);
  return layer.name === unit ? unit : `${layer.name} ${unit}`;
}

/** The layer's name in the lecture. */
export function layerName(tone: LayerTone): string {
  return tone === "app" ? "application" : tone;
}
