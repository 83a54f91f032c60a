import { assert, assertEquals } from "@std/assert";
import { byteGrid, decodeRequestFields, ladder } from "sockets/figures";
import { SHADES } from "../../../lib/figures/drawing/tone.ts";
import { findTool, lacksTool } from "../../tools.ts";

type Scheme = "light" | "dark";

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, scheme: Scheme): number {
  const [high, low] = [one, other]
    .map((name) => luminance(SHADES[name][scheme]))
    .sort((first, second) => second - first);
  return (high + 0.05) / (low + 0.05);
}

Deno.test("text can be read on every ground that it stands on", () => {
  const grounds = Object.keys(SHADES).filter((name) =>
    name.endsWith("-ground")
  );
  for (const scheme of ["light", "dark"] as const) {
    for (const ground of [...grounds, "paper", "panel"]) {
      for (const tone of ["ink", "soft"]) {
        const ratio = contrast(tone, ground, scheme);
        assert(ratio >= 4.5, `${tone} on ${ground}, ${scheme}: ${ratio}`);
      }
    }
  }
});

Deno.test("tones stand out from paper as shapes, and as the names of layers", () => {
  for (const tone of ["app", "transport", "network", "link", "alarm"]) {
    for (const scheme of ["light", "dark"] as const) {
      const ratio = contrast(tone, "paper", scheme);
      assert(ratio >= 4.3, `${tone}, ${scheme}: ${ratio}`);
    }
  }
});

Deno.test("paint gives every element one class and a light value without variables", () => {
  const { svg } = byteGrid(
    new TextEncoder().encode("GET / HTTP/1.0\r\n\r\n"),
    decodeRequestFields,
  );
  const painted = [
    ...svg.matchAll(
      /<[a-z]+ class="([fs])-([a-z-]+)" (fill|stroke)="(#[0-9a-f]{6})"/g,
    ),
  ];
  assert(painted.length > 30);
  for (const [, initial, shade, property, colour] of painted) {
    assertEquals(property[0], initial);
    assertEquals(colour, SHADES[shade].light);
  }
});

Deno.test({
  name:
    "figures follow the screen, and a page's own tokens before that, in Chromium",
  ignore: lacksTool("chromium"),
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const { chromium } = await import("playwright-core");
    const browser = await chromium.launch({
      executablePath: findTool("chromium"),
      args: ["--no-sandbox"],
    });
    try {
      const page = await browser.newPage();
      const { svg } = ladder({
        local: "a:1",
        remote: "b:2",
        events: [{ at: 0, kind: "write", bytes: new Uint8Array([97]) }],
      });
      const groundOf = async (colorScheme: Scheme, content: string) => {
        await page.emulateMedia({ colorScheme, media: "screen" });
        await page.setContent(content);
        return await page.evaluate(
          `getComputedStyle(document.querySelector("svg rect")).fill`,
        );
      };
      assertEquals(await groundOf("light", svg), "rgb(251, 250, 246)");
      assertEquals(await groundOf("dark", svg), "rgb(20, 24, 28)");
      const themed = `<style>:root{--paper:#123456}</style>${svg}`;
      assertEquals(await groundOf("dark", themed), "rgb(18, 52, 86)");
      await page.setContent(svg);
      await page.emulateMedia({ colorScheme: "dark", media: "print" });
      const printed =
        `getComputedStyle(document.querySelector("svg rect")).fill`;
      assertEquals(await page.evaluate(printed), "rgb(251, 250, 246)");
    } finally {
      await browser.close();
    }
  },
});
