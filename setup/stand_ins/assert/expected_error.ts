/** Any error class, abstract ones too. */
export type ErrorClass<E extends Error> =
  // deno-lint-ignore no-explicit-any
  abstract new (...args: any[]) => E;

/** What a caller of `assertThrows` or `assertRejects` asks of the error. */
export interface ExpectedError<E extends Error> {
  ErrorClass?: ErrorClass<E>;
  msgIncludes?: string;
  msg?: string;
}

/**
 * Tells the two ways to call apart: `(fn, msg)` and
 * `(fn, ErrorClass, msgIncludes, msg)`.
 */
export function expectedError<E extends Error>(
  classOrMsg: ErrorClass<E> | string | undefined,
  msgIncludes: string | undefined,
  msg: string | undefined,
): ExpectedError<E> {
  if (typeof classOrMsg === "string") return { msg: classOrMsg };
  if (classOrMsg === undefined || isErrorClass(classOrMsg)) {
    return { ErrorClass: classOrMsg, msgIncludes, msg };
  }
  // Only untyped code gets here: `(fn, somethingElse, msg)`.
  return { msg: msgIncludes ?? msg };
}

function isErrorClass<E extends Error>(value: ErrorClass<E> | null): boolean {
  return value?.prototype === Error.prototype ||
    value?.prototype instanceof Error;
}
