import { assertEquals, assertObjectMatch, assertThrows } from "@std/assert";
import { CommandError } from "../../jupyter/command_line.ts";
import { parseCommand } from "../../jupyter/parse_command.ts";

Deno.test("parseCommand runs notebooks unless told otherwise", () => {
  assertObjectMatch(parseCommand([]), { name: "notebooks", paths: [] });
  assertObjectMatch(parseCommand(["a.ipynb"]), {
    name: "notebooks",
    paths: ["a.ipynb"],
  });
  assertEquals(parseCommand(["check", "a"]), { name: "check", paths: ["a"] });
  assertEquals(parseCommand(["check", "-h"]), { name: "help", of: "check" });
});

Deno.test("parseCommand reads every option, in any order", () => {
  assertEquals(
    parseCommand(
      "notebooks --timeout 1.5 a --start-timeout 9 -j 3 --json r --output o --solutions b --stock --ports 1-2"
        .split(" "),
    ),
    {
      name: "notebooks",
      paths: ["a", "b"],
      write: false,
      solutions: true,
      stock: true,
      output: "o",
      json: "r",
      cellTimeout: 1500,
      startTimeout: 9000,
      jobs: 3,
      ports: { from: 1, to: 2 },
    },
  );
});

for (const text of ["", " ", "-1", "NaN", "1e9", "x", "0"]) {
  Deno.test(`parseCommand refuses --timeout "${text}"`, () => {
    assertThrows(
      () => parseCommand([`--timeout=${text}`]),
      CommandError,
      `--timeout "${text}"`,
    );
  });
}
for (const text of ["", "0", "1.5", "-2", "1000"]) {
  Deno.test(`parseCommand refuses --jobs "${text}"`, () => {
    assertThrows(
      () => parseCommand([`--jobs=${text}`]),
      CommandError,
      `--jobs "${text}"`,
    );
  });
}
for (const text of ["", "5", "5-", "0-5", "6-5", "5-65536", "a-b"]) {
  Deno.test(`parseCommand refuses --ports "${text}"`, () => {
    assertThrows(
      () => parseCommand([`--ports=${text}`]),
      CommandError,
      `--ports "${text}"`,
    );
  });
}
