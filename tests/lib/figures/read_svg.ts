import { SaxesParser } from "saxes";

/** What a strict XML parser found in a drawing. */
export interface SvgContent {
  /** Names of the elements. */
  elements: Set<string>;
  /** Names of the attributes. */
  attributes: Set<string>;
  ids: string[];
  /** Text of the `text` elements, in order. */
  texts: string[];
  fontSizes: number[];
  title: string;
  description: string;
  root: Record<string, string>;
}

/** Reads a drawing; throws where it is no well-formed XML with namespaces. */
export function readSvg(svg: string): SvgContent {
  const content: SvgContent = {
    elements: new Set(),
    attributes: new Set(),
    ids: [],
    texts: [],
    fontSizes: [],
    title: "",
    description: "",
    root: {},
  };
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const plain = attributes as Record<string, string>;
    if (path.length === 0) content.root = plain;
    path.push(name);
    content.elements.add(name);
    for (const attribute of Object.keys(plain)) {
      content.attributes.add(attribute);
    }
    if (plain.id) content.ids.push(plain.id);
    if (name === "text") content.texts.push("");
    if (plain["font-size"]) content.fontSizes.push(Number(plain["font-size"]));
  });
  parser.on("text", (text) => {
    const inside = path[path.length - 1];
    if (inside === "text") content.texts[content.texts.length - 1] += text;
    if (inside === "title") content.title += text;
    if (inside === "desc") content.description += text;
  });
  parser.on("closetag", () => path.pop());
  parser.write(svg).close();
  return content;
}
