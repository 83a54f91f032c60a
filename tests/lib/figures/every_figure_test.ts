import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { columnCount } from "../../../lib/figures/drawing/abridge.ts";
import { JUPYTER_DISPLAY } from "../../../lib/figures/figure.ts";
import { FIGURES } from "./figure_inputs.ts";
import { readSvg } from "./read_svg.ts";

const ELEMENTS = new Set(
  "svg title desc style rect path polygon line text g".split(" "),
);
const LARGEST = 600_000;
const HIGHEST = 6_000;
const WIDEST = 900;

for (const [name, arbitrary] of Object.entries(FIGURES)) {
  Deno.test(`${name} is valid, safe and bounded for any input`, async () => {
    // Sampled and not asserted by fast-check, which would print whole drawings.
    const inputs = fc.sample(arbitrary, { numRuns: 40, seed: 7 });
    for (const [index, made] of inputs.entries()) {
      const figure = await made;
      const where = `${name}, input ${index}`;
      const content = readSvg(figure.svg);
      for (const element of content.elements) {
        assert(ELEMENTS.has(element), `${where}: element ${element}`);
      }
      for (const attribute of content.attributes) {
        assert(!/^on|href$/i.test(attribute), `${where}: ${attribute}`);
      }
      assertLessOrEqual(figure.svg.length, LARGEST, where);
      assertLessOrEqual(figure.height, HIGHEST, where);
      assertLessOrEqual(figure.width, WIDEST, where);
      assertEquals(content.fontSizes.filter((size) => size < 16), [], where);
      for (const line of figure.text.split("\n")) {
        assertLessOrEqual(columnCount(line), 100, `${where}: ${line}`);
      }
    }
  });

  Deno.test(`${name} names and describes itself`, async () => {
    for (const made of fc.sample(arbitrary, { numRuns: 5, seed: 3 })) {
      const figure = await made;
      const { root, ids, title, description } = readSvg(figure.svg);
      assertEquals(root.role, "img");
      assertEquals(root.xmlns, "http://www.w3.org/2000/svg");
      assertEquals(root["aria-labelledby"].split(" "), ids.slice(1, 3));
      assert(title.length > 0);
      assert(description.length > 0);
      assertEquals(Number(root.width), figure.width);
      assertEquals(root.viewBox, `0 0 ${figure.width} ${figure.height}`);
      assert(!/url\((?!#)|@import|https?:(?!\/\/www\.w3)/.test(figure.svg));
    }
  });

  Deno.test(`${name} has ids of its own each time it is made or shown`, async () => {
    const figures = await Promise.all([
      ...fc.sample(arbitrary, { numRuns: 4, seed: 5 }),
      ...fc.sample(arbitrary, { numRuns: 4, seed: 5 }),
    ]);
    const shown = figures.flatMap((figure) => [
      figure[JUPYTER_DISPLAY]()["image/svg+xml"],
      figure[JUPYTER_DISPLAY]()["image/svg+xml"],
    ]);
    const ids = shown.flatMap((svg) => readSvg(svg).ids);
    assertEquals(new Set(ids).size, ids.length);
  });
}
