import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import {
  isHarmlessCss,
  scopeCss,
} from "../../../slides/render/sanitize_css.ts";
import { sanitizeSvg } from "../../../slides/render/sanitize_svg.ts";

const svg = (inner: string, attributes = 'viewBox="0 0 40 20"') =>
  `<svg ${attributes}>${inner}</svg>`;

Deno.test("sanitizeSvg keeps what draws, in the case SVG wants", () => {
  const source = svg(
    '<defs><linearGradient id="g"/></defs><clipPath id="c"><rect/></clipPath><path d="M0 0" fill="url(#g)" clip-path="url(#c)"/>',
  );
  assertEquals(
    sanitizeSvg(source, "d1").svg,
    '<svg viewBox="0 0 40 20"><defs><linearGradient id="d1-g"></linearGradient></defs><clipPath id="d1-c"><rect></rect></clipPath><path d="M0 0" fill="url(#d1-g)" clip-path="url(#d1-c)"></path></svg>',
  );
});

Deno.test("sanitizeSvg renames ids wherever they are used, and only those", () => {
  const source = svg(
    '<title id="t">T</title><style>#t{fill:red}.f{fill:#abc}</style><use href="#t"/><g class="f"/>',
    'aria-labelledby="t other"',
  );
  const { svg: safe, css } = sanitizeSvg(source, "d2");
  assertStringIncludes(safe, 'aria-labelledby="d2-t other"');
  assertStringIncludes(safe, 'href="#d2-t"');
  assertEquals(css, "#d2{#d2-t{fill:red}.f{fill:#abc}}");
});

Deno.test("sanitizeSvg finds the natural size", () => {
  assertEquals(sanitizeSvg(svg(""), "d").size, { width: 40, height: 20 });
  assertEquals(sanitizeSvg(svg("", 'width="30px" height="10"'), "d").size, {
    width: 30,
    height: 10,
  });
  assertEquals(sanitizeSvg(svg("", ""), "d").size, undefined);
});

const DANGERS: [string, string][] = [
  ["script", "<script>x</script>"],
  ["event", '<rect onclick="x"/>'],
  ["javascript link", '<a href="javascript:x"><text>x</text></a>'],
  ["outside image", '<image href="http://a/x.png"/>'],
  ["outside fill", '<rect fill="url(http://a/x)"/>'],
  ["outside style", '<rect style="fill:url(http://a/x)"/>'],
  [
    "foreign object",
    "<foreignObject><b onclick='x'>javascript:</b></foreignObject>",
  ],
  [
    "animation of a link",
    '<animate attributeName="href" values="javascript:x"/>',
  ],
  ["svg as data", '<image href="data:image/svg+xml,&lt;svg onload=x&gt;"/>'],
];

for (const [name, inner] of DANGERS) {
  Deno.test(`sanitizeSvg drops ${name}`, () => {
    const { svg: safe } = sanitizeSvg(svg(inner), "d");
    assertFalse(
      /script|onclick|onload|http:|foreign|animate/i.test(safe),
      safe,
    );
  });
}

const SHEETS: [string, boolean][] = [
  ["a{fill:var(--ink,#000)}", true],
  ["@media screen and (prefers-color-scheme:dark){a{fill:red}}", true],
  ["a{fill:url(#g)}", true],
  ["a{fill:url( 'data:image/png;base64,aa' )}", true],
  ["a{fill:url(http://x)}", false],
  ["a{fill:url(//x)}", false],
  ["@import 'x';", false],
  ["a{x:expression(1)}", false],
  ["a{b:\\75rl(x)}", false],
  ["</style><script>", false],
  ["a{}}body{display:none}", false],
  ["a{", false],
  ["a{position:fixed}", false],
  ["/*", false],
];

for (const [css, harmless] of SHEETS) {
  Deno.test(`isHarmlessCss ${css} is ${harmless}`, () =>
    assertEquals(isHarmlessCss(css), harmless));
}

Deno.test("scopeCss holds a sheet inside its element, or drops it whole", () => {
  assertEquals(scopeCss(" /* c */ a{b:c} ", "#d"), "#d{a{b:c}}");
  assertEquals(scopeCss("@import url(x);a{b:c}", "#d"), "#d{a{b:c}}");
  assertEquals(scopeCss("a{}}b{}{", "#d"), "");
});
