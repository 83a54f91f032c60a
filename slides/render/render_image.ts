import type { MimeBundle } from "../../jupyter/notebook.ts";
import { escapeHtml } from "./escape_html.ts";
import type { RenderContext } from "./render_context.ts";

/** Finds the image an address in Markdown names: an attachment of the cell, or a file. */
export function resolveImage(
  address: string,
  attachments: Record<string, MimeBundle> | undefined,
  context: RenderContext,
): { address: string } | { problem: string } {
  if (!address.startsWith("attachment:")) return context.readImage(address);
  const name = decodeURIComponent(address.slice("attachment:".length));
  const bundle = attachments && Object.hasOwn(attachments, name)
    ? attachments[name]
    : {};
  const type = Object.keys(bundle).find((key) =>
    /^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(key)
  );
  if (!type) return { problem: `the cell has no attachment "${name}"` };
  const content = String(bundle[type]);
  return {
    address: type === "image/svg+xml" && content.includes("<")
      ? `data:${type},${encodeURIComponent(content)}`
      : `data:${type};base64,${content.replace(/[^A-Za-z0-9+/=]/g, "")}`,
  };
}

/** An image with its alternative text; what cannot be shown is said in its place. */
export function renderImage(
  found: { address: string } | { problem: string },
  image: {
    alt: string;
    title: string;
    address: string;
    context: RenderContext;
  },
): string {
  const { alt, title, address, context } = image;
  if ("problem" in found) {
    context.warn(
      `image "${address.slice(0, 80)}" is left out: ${found.problem}`,
    );
    return `<span class="missing">${
      escapeHtml(alt || "image")
    } (not included)</span>`;
  }
  if (alt.trim() === "") {
    context.warn(`image "${address.slice(0, 80)}" has no alternative text`);
  }
  const caption = title === "" ? "" : ` title="${escapeHtml(title)}"`;
  return `<img src="${escapeHtml(found.address)}" alt="${
    escapeHtml(alt)
  }"${caption}>`;
}
