import { assertEquals, assertThrows } from "@std/assert";
import { todo, TodoError } from "sockets/notebook";

Deno.test("todo says what to do, in one line", () => {
  const error = assertThrows(() => todo("pour"), TodoError);
  assertEquals(error.message, "Cannot run this yet: pour");
  assertEquals(error.stack, "TodoError: Cannot run this yet: pour");
  assertThrows(() => todo(), TodoError, "write this part");
});
