import { assertEquals, assertThrows } from "@std/assert";
import {
  type Command,
  CommandError,
  parseCommand,
} from "../../setup/parse_command.ts";

const UNDERSTOOD: [string, Command][] = [
  ["", { name: "setup", force: false, uninstall: false }],
  ["setup --force", { name: "setup", force: true, uninstall: false }],
  ["--uninstall", { name: "setup", force: false, uninstall: true }],
  ["doctor", { name: "doctor" }],
  ["course", { name: "course", paths: [], runnerOptions: [] }],
  ["course a b --jobs 2", {
    name: "course",
    paths: ["a", "b"],
    runnerOptions: ["--jobs", "2"],
  }],
  ["course --timeout=1.5 --solutions", {
    name: "course",
    paths: [],
    runnerOptions: ["--solutions", "--timeout", "1.5"],
  }],
  ["--help", { name: "help", of: "setup" }],
  ["course -h", { name: "help", of: "course" }],
];

for (const [line, command] of UNDERSTOOD) {
  Deno.test(`parseCommand understands "${line}"`, () => {
    assertEquals(parseCommand(line.split(" ").filter(Boolean)), command);
  });
}

const REFUSED: [string, string][] = [
  ["frobnicate", 'Cannot run "frobnicate": the commands are setup, doctor'],
  ["setup --jobs 2", "Unknown option '--jobs'"],
  ["doctor here", "Unexpected argument 'here'"],
  ["course --jobs 0", 'Cannot use --jobs "0": not a positive number'],
  ["course --timeout soon", 'Cannot use --timeout "soon"'],
  ["course --jobs", "'--jobs <value>' argument missing"],
];

for (const [line, message] of REFUSED) {
  Deno.test(`parseCommand refuses "${line}"`, () => {
    assertThrows(() => parseCommand(line.split(" ")), CommandError, message);
  });
}
