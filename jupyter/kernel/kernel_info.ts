import { DENO_METADATA } from "../deno_metadata.ts";
import { PROTOCOL_VERSION } from "../protocol/message.ts";

/** What this kernel says about itself. Source: Jupyter messaging, "Kernel info". */
export function kernelInfo(): Record<string, unknown> {
  const { deno, typescript } = Deno.version;
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "Deno kernel, mended",
    implementation_version: deno,
    language_info: {
      ...DENO_METADATA.language_info,
      version: typescript.replace(/^(\d+\.\d+)\..*/, "$1"),
    },
    banner:
      `Deno ${deno}, TypeScript ${typescript}. Stop ends a cell that waits.`,
    help_links: [
      { text: "Deno", url: "https://docs.deno.com" },
      {
        text: "Deno in notebooks",
        url: "https://docs.deno.com/runtime/reference/cli/jupyter/",
      },
      {
        text: "JavaScript, MDN",
        url: "https://developer.mozilla.org/docs/Web/JavaScript",
      },
    ],
    debugger: false,
  };
}
