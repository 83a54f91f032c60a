/** Each notebook where a machine forbids what it would like to use, and in the hands of somebody who runs cells in any order. */
import { assert, assertEquals } from "@std/assert";
import {
  notebookFiles,
  readCodeCells,
  readSolutions,
  runCell,
  startKernel,
} from "./notebook_cells.ts";

/** What Deno does where it may not load libraries, and what a system without /proc does. */
const FORBID = `
  Deno.dlopen = () => {
    throw new Deno.errors.NotCapable("Requires ffi access");
  };
  for (const name of ["readDir", "readFile", "readLink", "readTextFile", "stat"]) {
    forbidProc(name + "Sync", (error) => { throw error; });
    if (name !== "readDir") forbidProc(name, (error) => Promise.reject(error));
  }
  function forbidProc(name, fail) {
    const original = Deno[name];
    Deno[name] = (path, ...rest) =>
      String(path).startsWith("/proc")
        ? fail(new Deno.errors.NotFound("No such file or directory: " + path))
        : original(path, ...rest);
  }
`;

for (const name of notebookFiles()) {
  Deno.test(`${name} runs without FFI and /proc, solved`, async () => {
    const solutions = readSolutions(name);
    await using kernel = await startKernel();
    assertEquals((await runCell(kernel, FORBID)).status, "ok");
    for (const { id, source, metadata } of readCodeCells(name)) {
      const verdict = await runCell(kernel, solutions.get(id) ?? source);
      const mayFail = metadata.tags?.includes("raises-exception");
      assert(verdict.status === "ok" || mayFail, `${id}: ${verdict.evalue}`);
    }
    await kernel.shutdown();
  });

  Deno.test(`${name} bears cells run twice, and again from the end`, async () => {
    await using kernel = await startKernel();
    const cells = readCodeCells(name);
    for (const { id, source, metadata } of cells) {
      await runCell(kernel, source);
      const { status, evalue } = await runCell(kernel, source);
      const mayFail = metadata.tags?.includes("raises-exception");
      assert(status === "ok" || mayFail, `${id}, run twice: ${evalue}`);
    }
    for (const { id, source } of cells.toReversed()) {
      const { status, evalue } = await runCell(kernel, source);
      assert(status === "ok" || evalue !== "", `${id} failed without a word`);
    }
    await kernel.shutdown();
  });
}
