/** The service's answers as Jupyter's messages carry them. */
import type { Completion, Inspection } from "./service_protocol.ts";

/** Content of a `complete_reply`; offsets count code points. */
export interface CompleteReply {
  status: "ok";
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: Record<string, unknown>;
}

/** Content of an `inspect_reply`. */
export interface InspectReply {
  status: "ok";
  found: true;
  data: { "text/plain": string; "text/markdown": string };
  metadata: Record<string, never>;
}

/** With the types and signatures in the field where JupyterLab looks for them. Offsets count code points. */
export function completeReply(
  { start, end, matches }: Completion,
): CompleteReply {
  return {
    status: "ok",
    matches: matches.map(({ text }) => text),
    cursor_start: start,
    cursor_end: end,
    metadata: {
      _jupyter_types_experimental: matches.map((match) => ({
        ...match,
        start,
        end,
      })),
    },
  };
}

/** The declaration as a block of code, the docstring below it. */
export function inspectReply(
  { signature, documentation }: Inspection,
): InspectReply {
  const below = documentation && `\n\n${documentation}`;
  return {
    status: "ok",
    found: true,
    data: {
      "text/plain": signature + below,
      "text/markdown": `\`\`\`typescript\n${signature}\n\`\`\`${below}`,
    },
    metadata: {},
  };
}
