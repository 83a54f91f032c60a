/** Puts into words what the compiler knows of a name. */
import ts from "typescript";

/** What the others say (`@category`, `@module`) is for those who print the documentation. */
const SHOWN_TAGS = [
  "deprecated",
  "example",
  "param",
  "returns",
  "see",
  "throws",
];

/** The declaration as code: `function readLine(connection: Connection): Promise<string | null>`. */
export function signatureOf(parts?: ts.SymbolDisplayPart[]): string {
  return ts.displayPartsToString(parts)
    .replace(/^\(alias\) /, "")
    .replace(/\n(import|export) [\p{ID_Continue}$]+$/u, "");
}

/** The docstring as Markdown, with what its tags say. */
export function documentationOf(
  text?: ts.SymbolDisplayPart[],
  tags: ts.JSDocTagInfo[] = [],
): string {
  const shown = tags.filter(({ name }) => SHOWN_TAGS.includes(name));
  const sections = [plainText(text), ...shown.map(tagText)];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** `@param byteCount how many` → `*@param* byteCount: how many`. */
function tagText({ name, text }: ts.JSDocTagInfo): string {
  const words = plainText(text);
  if (name === "example") {
    const code = words.includes("```") ? words : `\`\`\`ts\n${words}\n\`\`\``;
    return `*Example*\n\n${code}`;
  }
  const first = text?.find(({ kind }) => kind === "parameterName")?.text;
  if (first === undefined) return `*@${name}* ${words}`.trimEnd();
  const rest = words.slice(first.length).trim();
  return `*@${name}* \`${first}\`${rest && `: ${rest}`}`;
}

/** Links come in pieces, `{@linkcode `, the name, `}`: what is read is the name, or the text given with it. */
function plainText(parts: ts.SymbolDisplayPart[] = []): string {
  return parts.map(({ kind, text }, index) => {
    if (kind === "link") return "";
    if (kind !== "linkName") return text;
    const isReplaced = parts[index + 1]?.kind === "linkText";
    return isReplaced ? "" : `\`${text}\``;
  }).join("").trim();
}
