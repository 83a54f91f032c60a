import { assertEquals, assertThrows } from "@std/assert";
import {
  CommandError,
  EXIT,
  readArguments,
  runCommand,
} from "../../jupyter/command_line.ts";
import { NoNotebookError } from "../../jupyter/find_notebooks.ts";

Deno.test("readArguments gives options by name, and what stands beside them", () => {
  const options = { points: { type: "string", default: "10" } } as const;
  const { values, positionals } = readArguments(["out", "a.ipynb"], options);
  assertEquals(values.points, "10");
  assertEquals(positionals, ["out", "a.ipynb"]);
});

Deno.test("readArguments refuses an unknown option in one sentence", () => {
  const error = assertThrows(() => readArguments(["--tea"], {}), CommandError);
  assertEquals(
    error.message,
    "Cannot understand the command: Unknown option '--tea'; see --help",
  );
});

for (
  const [failure, code] of [
    [new CommandError("no such command"), EXIT.misused],
    [new NoNotebookError("no such notebook"), EXIT.misused],
    [new TypeError("no such luck"), EXIT.failed],
  ] as const
) {
  Deno.test(`runCommand makes ${code} of a ${failure.name}, and says its message`, async () => {
    const said: string[] = [];
    const complain = (message: string) => said.push(message);
    assertEquals(
      await runCommand(() => Promise.reject(failure), complain),
      code,
    );
    assertEquals(said, [failure.message]);
  });
}

Deno.test("runCommand hands a command's own exit code on", async () => {
  assertEquals(await runCommand(() => Promise.resolve(3), () => {}), 3);
});
