import { assertFalse } from "./assert.ts";
import { AssertionError } from "./assertion_error.ts";
import { messageEnding } from "./message_ending.ts";

/** Any class that can be instantiated. */
// deno-lint-ignore no-explicit-any
export type AnyConstructor = new (...args: any[]) => any;

/** What a class's instances are. */
export type GetConstructorType<T extends AnyConstructor> = InstanceType<T>;

/**
 * Asserts `actual instanceof expectedType`.
 *
 * @param actual The value; narrowed for the code that follows.
 * @param msg Words to add to the message.
 * @throws {AssertionError} If it is an instance of something else, or no object.
 */
export function assertInstanceOf<
  // deno-lint-ignore no-explicit-any
  T extends abstract new (...args: any[]) => any,
>(
  actual: unknown,
  expectedType: T,
  msg = "",
): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  const wanted = `Expected object to be an instance of "${expectedType.name}"`;
  throw new AssertionError(
    wanted + insteadWas(actual, expectedType.name) + messageEnding(msg),
  );
}

function insteadWas(actual: unknown, wantedName: string): string {
  const name = kindName(actual);
  // Two classes of one name: naming the other would say nothing.
  if (name === wantedName) return "";
  if (name === "function") return " but was not an instanced object";
  return ` but was "${name}"`;
}

function kindName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  return value.constructor?.name ?? "Object";
}

/**
 * Asserts that `actual instanceof unexpectedType` is false.
 *
 * @param actual The value; narrowed for the code that follows.
 * @param msg Words to add to the message.
 * @throws {AssertionError} If it is an instance.
 */
export function assertNotInstanceOf<A, T>(
  actual: A,
  // deno-lint-ignore no-explicit-any
  unexpectedType: abstract new (...args: any[]) => T,
  msg?: string,
): asserts actual is Exclude<A, T> {
  assertFalse(
    actual instanceof unexpectedType,
    `Expected object to not be an instance of "${typeof unexpectedType}"${
      messageEnding(msg)
    }`,
  );
}
