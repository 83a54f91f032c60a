import { assertEquals, assertThrows } from "@std/assert";
import {
  type Command,
  CommandError,
  parseCommand,
} from "../../setup/parse_command.ts";
import { fromFileUrl } from "../project_files.ts";

const SETUP = { name: "setup", force: false, uninstall: false } as const;
const LAB = {
  name: "lab",
  frontEnd: "lab",
  notebook: undefined,
  stock: false,
  jupyterOptions: [],
} as const;

const UNDERSTOOD: [string, Command][] = [
  ["", { ...SETUP, kernel: { force: false, stock: false } }],
  ["setup --force", {
    ...SETUP,
    force: true,
    kernel: { force: true, stock: false },
  }],
  ["setup --stock --kernel my-deno", {
    ...SETUP,
    kernel: { force: false, stock: true, name: "my-deno" },
  }],
  ["setup --no-kernel", SETUP],
  ["--uninstall", { ...SETUP, uninstall: true }],
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
  ["course --stock", {
    name: "course",
    paths: [],
    runnerOptions: ["--stock"],
  }],
  ["lab", { ...LAB, jupyterOptions: [] }],
  ["lab 03 --notebook --stock", {
    ...LAB,
    notebook: "03",
    frontEnd: "notebook",
    stock: true,
    jupyterOptions: [],
  }],
  ["lab --no-browser -- --port=0 --help", {
    ...LAB,
    jupyterOptions: ["--no-browser", "--port=0", "--help"],
  }],
  ["check", { name: "check" }],
  ["test tests/lib --filter readLine", {
    name: "test",
    testArguments: ["tests/lib", "--filter", "readLine"],
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
  ["setup --kernel ../deno", 'Cannot use --kernel "../deno": a kernel'],
  ["setup --kernel ..", 'Cannot use --kernel ".."'],
  ["lab 00 01", "Cannot open 2 notebooks at once"],
  ["check here", "Unexpected argument 'here'"],
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

Deno.test("a command that cannot be understood names the help of that command", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fromFileUrl("setup/main.ts"), "course", "--solution"],
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [
    2,
    "Cannot understand the command: Unknown option '--solution'\nSee: deno task course --help\n",
  ]);
});
