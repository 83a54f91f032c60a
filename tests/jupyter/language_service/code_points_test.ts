import { assertEquals } from "@std/assert";
import {
  codePointOffset,
  utf16Offset,
} from "../../../jupyter/language_service/code_points.ts";

const TEXT = "a🍺é𝕏\nb";

Deno.test("utf16Offset and codePointOffset count the same places", () => {
  const places = [[0, 0], [1, 1], [2, 3], [3, 4], [4, 6], [5, 7], [6, 8]];
  for (const [codePoints, utf16] of places) {
    assertEquals(utf16Offset(TEXT, codePoints), utf16);
    assertEquals(codePointOffset(TEXT, utf16), codePoints);
  }
});

Deno.test("utf16Offset stays within the text", () => {
  assertEquals(utf16Offset(TEXT, 99), TEXT.length);
  assertEquals(utf16Offset(TEXT, -1), 0);
  assertEquals(utf16Offset("", 0), 0);
});
