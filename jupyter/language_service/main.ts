/**
 * Answers questions about cells, one JSON value a line, until standard input ends: so it ends with its kernel.
 * See `service_protocol.ts` and `language_service.ts`, which starts it.
 *
 * @module
 */
import { resolve } from "node:path";
import { CellLanguage } from "./cell_language.ts";
import type { Answer, Notice, Question } from "./service_protocol.ts";

const ROOT = resolve(import.meta.dirname!, "..", "..");

async function main(): Promise<void> {
  // Ctrl-C in a terminal goes to all its processes and means the cell, not us.
  Deno.addSignalListener("SIGINT", () => {});
  const language = await CellLanguage.open(ROOT);
  say({ id: 0 });
  const decoder = new TextDecoder();
  let received = "";
  for await (const chunk of Deno.stdin.readable) {
    received += decoder.decode(chunk, { stream: true });
    const lines = received.split("\n");
    received = lines.pop()!;
    for (const line of lines) {
      const value: Question | Notice = JSON.parse(line);
      if ("tell" in value) language.take(value);
      else say(answer(language, value));
    }
  }
}

function say(answer: Answer): void {
  console.log(JSON.stringify(answer));
}

function answer(language: CellLanguage, question: Question): Answer {
  const { id } = question;
  try {
    return { id, ...language.answer(question) };
  } catch {
    // The time was over, or the compiler met what it was not made for: the kernel does without.
    return { id };
  }
}

if (import.meta.main) await main();
