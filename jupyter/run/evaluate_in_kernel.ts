/**
 * What runs cells past the kernel's own sockets; sent into the kernel as source text, like all hooks.
 *
 * @module
 */
import type { HookContext } from "./hook_context.ts";
import type { CloseCell } from "./hooks_in_kernel.ts";
import type { Fence, ThrownError } from "./kernel_hooks.ts";

/** Runs code that came over the leash. */
export interface Evaluator {
  /** Runs the code of a cell that awaits nothing; if that fails, its fence says how. */
  evaluate(fenceId: string, code: string): void;
}

/** How a cell ended that did not come to its own end. */
export type Failure = Pick<Fence, "error" | "ended">;

/**
 * Evaluates as the kernel does, in the same scope and with the same words for what was thrown, but through an
 * inspector session of its own: the kernel takes ten times as long to read a request, sign and broadcast.
 *
 * Source: Chrome DevTools Protocol, Runtime.evaluate in REPL mode.
 */
export function evaluateCells(
  context: HookContext,
  close: CloseCell,
): Evaluator {
  const { soon } = context;
  /** Source: Chrome DevTools Protocol, Runtime.RemoteObject. */
  type RemoteObject = { objectId?: string; value?: unknown };
  type Answer = {
    result: RemoteObject;
    exceptionDetails?: { exception: RemoteObject };
  };
  type Post = (
    method: string,
    params: Record<string, unknown>,
    answered: (failure: Error | null, answer: Answer) => void,
  ) => void;
  let session: { post: Post; disconnect(): void } | undefined;
  let opening = false;
  /** Whether the engine owes the answer to an evaluation. */
  let awaited = false;
  const post: Post = (...request) => session!.post(...request);
  const GROUP = { objectGroup: "cells" };

  let Session: new () => { connect(): void };
  const open = () => {
    const opened = new Session();
    opened.connect();
    session = opened as unknown as typeof session;
  };
  const begin = () => {
    try {
      // A cell may call a variable of its own `process`.
      ({ Session } = globalThis.process.getBuiltinModule("node:inspector"));
      open();
    } catch {
      return; // Not every engine has it: cells go on coming as they did.
    }
    context.tell?.({ ready: true });
  };
  /**
   * Forgets an evaluation whose answer an interrupt took away: once its promise is collected, the engine would tell the
   * session so in the middle of that, where no JavaScript may run, and panic.
   */
  const renew = () => {
    if (!awaited) return;
    awaited = false;
    session!.disconnect();
    open();
  };
  context.closed = () => {
    // Not before: to open it takes a while where no cell has loaded Node's modules.
    if (!opening) soon(begin);
    else soon(renew);
    opening = true;
  };

  /** Called by the engine, which has what was thrown. */
  const words = (thrown: unknown): string => {
    const error: Partial<Error> = thrown instanceof Error
      ? thrown
      : { message: String(thrown) };
    const { name = "", message = "", stack = "" } = error;
    return JSON.stringify([name, message, stack].map(String));
  };
  // Cells may call a variable of their own `String`, or `JSON`.
  const declaration = String(words);
  const { parse } = JSON;

  const errorOf = ({ result: { value } }: Answer): ThrownError => {
    // What was thrown may itself throw when it is asked for its words.
    const [name, message, stack]: string[] = typeof value === "string"
      ? parse(value)
      : ["", "", ""];
    return {
      ename: name || "Error",
      evalue: message || "(none)",
      traceback: stack.split("\n"),
    };
  };

  /** The engine calls functions on objects only. */
  const tellThrown = (id: string, thrown: RemoteObject) =>
    post(
      "Runtime.evaluate",
      { ...GROUP, expression: "globalThis" },
      (failure, answer) => {
        if (failure) return close(id, { ended: failure.message });
        const call = {
          objectId: answer.result.objectId,
          functionDeclaration: declaration,
          arguments: [thrown],
        };
        soon(() =>
          post("Runtime.callFunctionOn", call, (failure, answer) => {
            close(
              id,
              failure ? { ended: failure.message } : { error: errorOf(answer) },
            );
            soon(() => post("Runtime.releaseObjectGroup", GROUP, () => {}));
          })
        );
      },
    );

  return {
    evaluate(id, code) {
      const evaluation = { ...GROUP, expression: code, replMode: true };
      // In a turn of its own: an interrupt ends all that is under way in a turn.
      soon(() => {
        awaited = true;
        context.unclosed = id;
        post("Runtime.evaluate", evaluation, (failure, answer) => {
          awaited = false;
          if (failure) return close(id, { ended: failure.message });
          const thrown = answer.exceptionDetails?.exception;
          if (thrown === undefined) return;
          soon(() => tellThrown(id, thrown));
        });
      });
    },
  };
}
