// @ts-types="@types/sanitize-html"
import sanitize from "sanitize-html";
import { isHarmlessCss } from "./sanitize_css.ts";

const TAGS = [
  ...sanitize.defaults.allowedTags,
  ..."img details summary del ins input center font section figure figcaption picture"
    .split(" "),
  ..."math mrow mi mo mn ms mtext mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mspace mstyle mpadded menclose semantics annotation"
    .split(" "),
];

/** Properties a cell's own HTML may set: how text and tables look, never where they are. */
const PROPERTIES =
  /^(color|background(-color)?|text-(align|decoration)|font(-family|-size|-style|-weight)?|vertical-align|white-space|padding(-\w+)?|margin(-\w+)?|border(-[\w-]+)?|width|max-width|min-width|height|max-height|display|gap|line-height|list-style(-type)?|flex(-\w+)?|grid(-[\w-]+)?|align-items|justify-content)$/;

const CLASSES = [
  "dataframe",
  "contains-task-list",
  "task-list-item*",
  "footnote*",
  "language-*",
  "left",
  "right",
  "center",
  "note",
  "warning",
  "tip",
];

/**
 * Keeps of HTML what shows text, tables and embedded images: no scripts, frames, forms, event
 * attributes, `javascript:` links, nor anything that would be loaded from elsewhere.
 */
export function sanitizeMarkup(html: string): string {
  return sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      "*": [
        "style",
        "class",
        "title",
        "lang",
        "dir",
        "align",
        "aria-*",
        "role",
        "id",
      ],
      a: ["href", "target", "rel"],
      img: ["src", "alt", "width", "height"],
      td: ["colspan", "rowspan", "headers", "valign"],
      th: ["colspan", "rowspan", "scope", "headers", "valign"],
      ol: ["start", "type", "reversed"],
      details: ["open"],
      input: ["type", "checked", "disabled", "aria-label"],
      font: ["color"],
      math: ["display", "xmlns"],
      mo: ["stretchy", "fence"],
    },
    allowedClasses: { "*": CLASSES },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nestingLimit: 100,
    transformTags: {
      "*": (tagName, attributes) => ({
        tagName,
        attribs: withOwnStyle(attributes),
      }),
      // reveal.js takes every section inside a slide for a slide.
      section: sanitize.simpleTransform("div", {}),
      input: (tagName, attributes) => ({
        tagName,
        attribs: {
          type: "checkbox",
          disabled: "",
          ..."checked" in attributes
            ? { checked: "", "aria-label": "done" }
            : { "aria-label": "to do" },
        },
      }),
    },
    exclusiveFilter: (frame) =>
      frame.tag === "img" &&
      !/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(
        frame.attribs.src ?? "",
      ),
  });
}

function withOwnStyle(
  attributes: Record<string, string>,
): Record<string, string> {
  const { style, ...others } = attributes;
  if (style === undefined || !isHarmlessCss(style)) return others;
  const kept = style.split(";").filter((declaration) =>
    PROPERTIES.test(declaration.split(":")[0].trim().toLowerCase())
  );
  return kept.length === 0 ? others : { ...others, style: kept.join(";") };
}
