import { assertEquals } from "@std/assert";
import { CheckSetting } from "../../../jupyter/language_service/check_setting.ts";

Deno.test("CheckSetting checks a cell that asks for it, and only that", () => {
  const setting = new CheckSetting(false);
  assertEquals(setting.appliesTo("1"), false);
  assertEquals(setting.appliesTo("// @check\n1"), true);
  assertEquals(setting.appliesTo("1;\r\n  //@check\r\n"), true);
  assertEquals(setting.appliesTo("1"), false);
});

Deno.test("CheckSetting checks all from one cell to another", () => {
  const setting = new CheckSetting(false);
  assertEquals(setting.appliesTo("// @check all"), true);
  assertEquals(setting.appliesTo("1"), true);
  assertEquals(setting.appliesTo("// @check off"), false);
  assertEquals(setting.appliesTo("1"), false);
});

Deno.test("CheckSetting takes only a comment of its own for a word to it", () => {
  const setting = new CheckSetting(true);
  assertEquals(setting.appliesTo("console.log(1); // @check off"), true);
  assertEquals(setting.appliesTo("// @check offside"), true);
  assertEquals(setting.appliesTo("// see // @check off"), true);
});
