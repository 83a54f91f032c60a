import { connect } from "../connect.ts";

let answer: Promise<boolean> | undefined;

/** Long enough for a slow name server, short enough for a class room without one. */
const PATIENCE = 2_000;

/** IANA keeps this name up for examples (RFC 2606 §3). */
const EXAMPLE_HOST = "example.com";

/**
 * Whether the Internet can be reached; found out once and remembered.
 *
 * The variable `SOCKETS_ONLINE` decides beforehand: `0` never tries (so the runner sets it), `1` takes it for granted. Without it, one
 * connection to port 80 of example.com is opened and closed, within two seconds. Says so in the cell if there is none.
 *
 * @example
 * ```ts
 * import { online } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * Deno.env.set("SOCKETS_ONLINE", "0");
 * assertEquals(await online(), false);
 * ```
 */
export async function online(): Promise<boolean> {
  answer ??= reachesTheInternet();
  const reached = await answer;
  if (!reached) {
    console.log("○ Skipped: this part needs the Internet, and there is none.");
  }
  return reached;
}

async function reachesTheInternet(): Promise<boolean> {
  const decided = Deno.env.get("SOCKETS_ONLINE");
  if (decided === "0" || decided === "1") return decided === "1";
  try {
    using _connection = await connect(EXAMPLE_HOST, 80, { timeout: PATIENCE });
    return true;
  } catch {
    return false;
  }
}
