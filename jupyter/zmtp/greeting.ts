import { ZmtpError } from "./zmtp_error.ts";

/** Octets of a greeting. */
export const GREETING_SIZE = 64;

const VERSION_OFFSET = 10;
const MECHANISM_OFFSET = 12;
const MECHANISM_SIZE = 20;

/**
 * The first 64 octets of each side: signature, version 3.0, mechanism NULL (no encryption, no password).
 *
 * Source: RFC 23/ZMTP 3.0, "Version Negotiation".
 */
export function encodeGreeting(): Uint8Array<ArrayBuffer> {
  const greeting = new Uint8Array(GREETING_SIZE);
  greeting[0] = 0xff;
  greeting[9] = 0x7f;
  greeting[VERSION_OFFSET] = 3;
  greeting.set(new TextEncoder().encode("NULL"), MECHANISM_OFFSET);
  return greeting;
}

/** What the peer's greeting says. */
export interface Greeting {
  major: number;
  minor: number;
  mechanism: string;
}

/** Reads a peer's greeting. Throws {@linkcode ZmtpError} if we cannot talk to it. */
export function parseGreeting(octets: Uint8Array): Greeting {
  if (octets.length !== GREETING_SIZE) {
    throw new ZmtpError(
      `Cannot read a greeting of ${octets.length} octets: expected 64`,
    );
  }
  if (octets[0] !== 0xff || octets[9] !== 0x7f) {
    throw new ZmtpError(
      `Cannot greet the peer: it does not speak ZMTP (it began with octet ${
        octets[0]
      })`,
    );
  }
  const [major, minor] = octets.subarray(VERSION_OFFSET);
  const padded = octets.subarray(
    MECHANISM_OFFSET,
    MECHANISM_OFFSET + MECHANISM_SIZE,
  );
  const mechanism = new TextDecoder("latin1").decode(padded)
    .replace(/\0+$/, "");
  if (major < 3) {
    throw new ZmtpError(
      `Cannot greet the peer: it speaks ZMTP ${major}, expected 3`,
    );
  }
  if (mechanism !== "NULL") {
    throw new ZmtpError(
      `Cannot greet the peer: it wants mechanism "${mechanism}", expected "NULL"`,
    );
  }
  return { major, minor, mechanism };
}
