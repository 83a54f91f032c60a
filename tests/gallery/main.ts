/**
 * Draws every figure from live runs over loopback and writes a page that shows them all.
 *
 * `deno task gallery` writes slides/dist/gallery.html; `--samples` also renews lib/figures/samples.
 */

import { galleryPage } from "./gallery_page.ts";
import { liveFigures } from "./live_figures.ts";
import { sampleDrawings, SAMPLES } from "./samples.ts";

const HELP = `Usage: deno task gallery [--samples] [--help]

Draws every figure from live runs over loopback into slides/dist/gallery.html.
  --samples   also writes the sample drawings of lib/figures/README.md`;

const DIST = new URL("../../slides/dist/", import.meta.url);

const unknown = Deno.args.find((arg) => !["--samples", "--help"].includes(arg));
if (Deno.args.includes("--help")) {
  console.log(HELP);
} else if (unknown) {
  console.error(`Cannot understand "${unknown}"\n\n${HELP}`);
  Deno.exit(2);
} else {
  const figures = await liveFigures((title) => console.log(`  ${title}`));
  await Deno.mkdir(DIST, { recursive: true });
  await Deno.writeTextFile(new URL("gallery.html", DIST), galleryPage(figures));
  console.log(`${figures.length} figures in slides/dist/gallery.html`);
  if (Deno.args.includes("--samples")) {
    await Deno.mkdir(SAMPLES, { recursive: true });
    const drawings = Object.entries(await sampleDrawings());
    for (const [name, figure] of drawings) {
      await Deno.writeTextFile(
        new URL(`${name}.svg`, SAMPLES),
        figure.svg + "\n",
      );
    }
    console.log(`${drawings.length} samples in lib/figures/samples`);
  }
}
