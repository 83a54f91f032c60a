/** How an assertion's message goes on: with the caller's words, or it ends. */
export function messageEnding(msg: string | undefined): string {
  return msg ? `: ${msg}` : ".";
}
