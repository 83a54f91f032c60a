// deno-lint-ignore no-control-regex -- the point is to find them
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Makes any string safe inside XML, as text or as an attribute's value: a peer that sends
 * `</text><script>` gets text.
 *
 * Characters that XML 1.0 §2.2 forbids, lone surrogates among them, become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text.toWellFormed().replace(NOT_XML, "\ufffd").replace(
    /[&<>"']/g,
    (character) => ENTITIES[character],
  );
}
