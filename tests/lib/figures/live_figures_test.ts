import { assert, assertEquals } from "@std/assert";
import { galleryPage } from "../../gallery/gallery_page.ts";
import { liveFigures } from "../../gallery/live_figures.ts";
import { readSvg } from "./read_svg.ts";

Deno.test("every figure draws what the library itself recorded", async () => {
  const figures = await liveFigures();
  const drawn = new Set(figures.map(({ caption }) => caption.split(/[ ,]/)[0]));
  const expected = [
    "ladder",
    "byteGrid",
    "encapsulation",
    "layerStack",
    "addrinfoChain",
    ...(Deno.build.os === "windows" ? [] : ["descriptorMap", "lifecycle"]),
    "waterfall",
    "attempts",
    "hourglass",
    "plot",
  ];
  assertEquals([...drawn].sort(), expected.sort());
  for (const { title, figure } of figures) {
    assert(readSvg(figure.svg).texts.length > 0, title);
    assert(figure.text.length > 0, title);
  }
  const page = galleryPage(figures);
  assertEquals(page.split("<svg").length - 1, figures.length);
  assert(!page.includes("<script>"));
});
