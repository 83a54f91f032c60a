import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { readDeckSettings } from "../../../slides/settings/deck_settings.ts";
import { readSlideSettings } from "../../../slides/settings/slide_settings.ts";

Deno.test("readSlideSettings keeps everything that is right", () => {
  const all = {
    title: "Knock knock",
    lines: "1-3|5,7|all",
    layout: "below",
    fontSize: 120,
    background: "app",
    transition: "zoom",
    fragment: "fade-up",
    alt: "A ladder",
    abridge: false,
  };
  assertEquals(
    readSlideSettings(all),
    { settings: all, problems: [] } as never,
  );
  assertEquals(readSlideSettings(undefined), { settings: {}, problems: [] });
});

const WRONG: [string, unknown, string][] = [
  ["title", "", "a text of 1 to 200 characters"],
  ["title", 7, "a text"],
  ["lines", "1-", "line numbers"],
  ["lines", "5|", "line numbers"],
  ["lines", 5, "line numbers"],
  ["layout", "left", '"beside" or "below"'],
  ["fontSize", 10, "from 50 to 160"],
  ["fontSize", "100", "from 50 to 160"],
  ["fontSize", NaN, "from 50 to 160"],
  ["background", "url(http://x)", "a colour"],
  ["background", "red;position:fixed", "a colour"],
  ["transition", "explode", "one of none, fade"],
  ["fragment", "custom", "one of fade-in"],
  ["abridge", 2, "from 4"],
  ["abridge", 7.5, "from 4"],
  ["fontsize", 100, 'did you mean "fontSize"'],
  ["font_size", 100, 'did you mean "fontSize"'],
  ["banana", 1, "known are title, lines"],
  ["constructor", 1, "unknown"],
];

for (const [key, value, message] of WRONG) {
  Deno.test(`readSlideSettings refuses ${key} ${JSON.stringify(value)}`, () => {
    const { settings, problems } = readSlideSettings({ [key]: value });
    assertEquals(settings, {});
    assertEquals(problems.length, 1);
    assertStringIncludes(problems[0], message);
  });
}

Deno.test("readSlideSettings refuses what is no object", () => {
  for (const value of [null, [], "x", 3]) {
    assertEquals(readSlideSettings(value).problems, [
      '"slides" is not an object',
    ]);
  }
});

function settingsOf(metadata: Record<string, unknown>) {
  return readDeckSettings(
    parseNotebook(
      JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }),
    ),
  );
}

Deno.test("readDeckSettings knows nbconvert's title and authors, and its own settings win", () => {
  const metadata = {
    title: "Old",
    authors: [{ name: "A. Student" }, { name: "B. Student" }],
  };
  assertEquals(settingsOf(metadata).settings, {
    title: "Old",
    author: "A. Student, B. Student",
  });
  assertEquals(
    settingsOf({
      ...metadata,
      slides: { title: "New", theme: "dark", aspectRatio: "4:3" },
    }).settings,
    {
      title: "New",
      author: "A. Student, B. Student",
      theme: "dark",
      aspectRatio: "4:3",
    },
  );
});

Deno.test("readDeckSettings names what is wrong", () => {
  const { settings, problems } = settingsOf({
    slides: { theme: "pink", language: 'en" onload="x' },
  });
  assertEquals(settings, {});
  assertEquals(problems.length, 2);
  assertStringIncludes(problems[0], "one of light, dark, contrast, auto");
});
