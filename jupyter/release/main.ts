/**
 * Writes what is handed to students: see `--help`.
 *
 * @module
 */
import { resolve } from "node:path";
import {
  CommandError,
  EXIT,
  readArguments,
  runCommand,
  userFolder,
} from "../command_line.ts";
import { describeLeak, findLeaks } from "./find_leaks.ts";
import { HELP } from "./help.ts";
import { type ReleaseFiles, releaseFiles } from "./release_files.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import { readRelease, writeRelease } from "./write_release.ts";

const ROOT = resolve(import.meta.dirname!, "..", "..");

const FLAG = { type: "boolean", default: false } as const;
const OPTIONS = {
  check: FLAG,
  force: FLAG,
  help: { ...FLAG, short: "h" },
  notes: FLAG,
} as const;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return EXIT.done;
  }
  const [target] = positionals;
  if (positionals.length !== 1) {
    throw new CommandError(
      `Cannot understand the command: expected one path; see --help`,
    );
  }
  const path = resolve(userFolder(), target);
  const secrets = await readSecrets(ROOT, values);
  if (values.check) return await check(path, secrets);
  const { files, unknown } = await releaseFiles(ROOT, values);
  for (const file of unknown) {
    console.log(`Left out, since git does not know it: ${file}`);
  }
  if (reportLeaks(files, secrets, path) !== EXIT.done) return EXIT.failed;
  const { folder, zip, bytes } = await writeRelease(path, files, values);
  console.log(`${folder}: ${files.size} files`);
  console.log(`${zip}: ${(bytes / 1024).toFixed(0)} KiB`);
  for (const written of [folder, zip]) {
    const leaks = reportLeaks(await readRelease(written), secrets, written);
    if (leaks !== EXIT.done) return EXIT.failed;
  }
  console.log(describeAllClear(secrets));
  return EXIT.done;
}

async function check(path: string, secrets: Secrets): Promise<number> {
  const status = reportLeaks(await readRelease(path), secrets, path);
  if (status === EXIT.done) console.log(describeAllClear(secrets));
  return status;
}

function describeAllClear({ lines }: Secrets): string {
  return `None of ${lines.length} lines of solutions, hidden tests and speaker's notes is in it.`;
}

function reportLeaks(
  files: ReleaseFiles,
  secrets: Secrets,
  where: string,
): number {
  const leaks = findLeaks(files, secrets);
  for (const leak of leaks) console.error(describeLeak(leak));
  if (leaks.length === 0) return EXIT.done;
  console.error(
    `Cannot hand out "${where}": ${leaks.length} lines that students must not get`,
  );
  return EXIT.failed;
}

if (import.meta.main) {
  Deno.exitCode = await runCommand(() => main(Deno.args), console.error);
}
