import { basename, join } from "node:path";

/** A package of this kit that can take the place of one on JSR. */
export interface StandInPackage {
  /** Name it goes by, e.g. `"@std/assert"`. */
  name: string;
  /** The version it does the same as. */
  version: string;
  /** What can be imported from it, and the file that has it. */
  exports: Record<string, string>;
}

/** The packages that have a stand-in; sources are in `stand_ins/`. */
export const STAND_IN_PACKAGES: StandInPackage[] = [
  {
    name: "@std/assert",
    version: "1.0.19",
    exports: {
      ".": "./mod.ts",
      "./almost-equals": "./assert_almost_equals.ts",
      "./array-includes": "./assert_array_includes.ts",
      "./assert": "./assert.ts",
      "./assertion-error": "./assertion_error.ts",
      "./equal": "./equal.ts",
      "./equals": "./assert_equals.ts",
      "./exists": "./assert.ts",
      "./fail": "./fail.ts",
      "./false": "./assert.ts",
      "./greater": "./assert_order.ts",
      "./greater-or-equal": "./assert_order.ts",
      "./instance-of": "./assert_instance_of.ts",
      "./is-error": "./assert_is_error.ts",
      "./less": "./assert_order.ts",
      "./less-or-equal": "./assert_order.ts",
      "./match": "./assert_text.ts",
      "./not-equals": "./assert_equals.ts",
      "./not-instance-of": "./assert_instance_of.ts",
      "./not-match": "./assert_text.ts",
      "./not-strict-equals": "./assert_strict_equals.ts",
      "./object-match": "./assert_object_match.ts",
      "./rejects": "./assert_rejects.ts",
      "./strict-equals": "./assert_strict_equals.ts",
      "./string-includes": "./assert_text.ts",
      "./throws": "./assert_throws.ts",
      "./unimplemented": "./fail.ts",
      "./unreachable": "./fail.ts",
    },
  },
  {
    name: "@std/net",
    version: "1.0.6",
    exports: {
      ".": "./mod.ts",
      "./get-available-port": "./get_available_port.ts",
    },
  },
];

/** The folder a package goes by, here and in the workspace: `"assert"`. */
export function folderName({ name }: StandInPackage): string {
  return basename(name);
}

/** The files of a stand-in, `deno.json` among them: names and texts. */
export async function standInFiles(
  standIn: StandInPackage,
): Promise<Map<string, string>> {
  const source = join(import.meta.dirname!, "stand_ins", folderName(standIn));
  const files = new Map<string, string>();
  for await (const entry of Deno.readDir(source)) {
    if (!entry.isFile || !entry.name.endsWith(".ts")) continue;
    files.set(entry.name, await Deno.readTextFile(join(source, entry.name)));
  }
  const { name, version, exports } = standIn;
  const config = JSON.stringify({ name, version, exports }, null, 2);
  return files.set("deno.json", `${config}\n`);
}
