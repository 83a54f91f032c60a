import { assertEquals } from "@std/assert";
import { sampleDrawings, SAMPLES } from "../../gallery/samples.ts";

Deno.test("samples in the README are what the figures draw now", async () => {
  for (const [name, figure] of Object.entries(await sampleDrawings())) {
    const committed = await Deno.readTextFile(new URL(`${name}.svg`, SAMPLES));
    const said =
      `${name}: run "deno task gallery --samples" and look at the change`;
    assertEquals(withoutIds(committed.trim()), withoutIds(figure.svg), said);
  }
});

/** Ids are numbered by how often a figure was made in one process. */
function withoutIds(svg: string): string {
  return svg.replace(/figure-[0-9a-f]{16}(-\d+)?/g, "figure");
}
