import { parse, type Program } from "acorn";

/** Parses what is left of a cell once its types are gone: a module whose top level may await. */
export function parseScript(script: string): Program {
  return parse(script, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    preserveParens: true,
  });
}
