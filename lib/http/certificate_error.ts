import { SocketError, type SocketErrorOptions } from "../errors.ts";

/**
 * The server's certificate is not to be trusted for the name that was asked for.
 *
 * The message says which name was wanted, which ones the certificate is for, and what to do.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { CertificateError } from "sockets/http";
 *
 * const error = new CertificateError("Cannot trust it", { wanted: "bar.example", offered: ["pub.example"] });
 * assertEquals(error.offered, ["pub.example"]);
 * ```
 */
export class CertificateError extends SocketError {
  override name = "CertificateError";
  /** The name that the certificate should be for. */
  readonly wanted: string;
  /** The names that it is for; empty where the check failed before they were looked at. */
  readonly offered: string[];
  constructor(
    message: string,
    options: SocketErrorOptions & { wanted: string; offered: string[] },
  ) {
    super(message, options);
    this.wanted = options.wanted;
    this.offered = options.offered;
  }
}

/** What to do about the refusals of a certificate that students meet; the keys are the TLS library's words. */
const ADVICE: Record<string, string> = {
  UnknownIssuer:
    "no authority that is trusted here has signed it; if it is your own, pass its certificate in caCerts",
  CaUsedAsEndEntity:
    "the server offers an authority's certificate as its own; let the authority sign one for the server",
  Expired: "it has expired",
  NotValidYet: "it is not valid yet; is this machine's clock right?",
  BadSignature: "its signature is wrong",
  Revoked: "it has been revoked",
};

/** The certificate error behind a failed TLS handshake, or `null` if that failed for another reason. */
export function certificateError(
  failure: unknown,
  wanted: string,
): CertificateError | null {
  const refusal = refusalOf(failure);
  if (refusal === null) return null;
  const offered = [
    ...refusal.matchAll(/DnsName\("([^"]*)"\)|IpAddress\(([^)]*)\)/g),
  ]
    .map(([, name, address]) => name ?? address);
  const word = /^[A-Za-z]+/.exec(refusal)?.[0] ?? "";
  const expired = /expired|NotValidYet|not valid yet/i.exec(refusal)?.[0] ?? "";
  const state = offered.length > 0
    ? `it is for ${offered.map((name) => `"${name}"`).join(", ")} only`
    : ADVICE[word] ??
      (/^expired$/i.test(expired)
        ? ADVICE.Expired
        : expired
        ? ADVICE.NotValidYet
        : refusal);
  return new CertificateError(
    `Cannot trust the certificate that "${wanted}" offers: ${state}`,
    { wanted, offered, cause: failure },
  );
}

function refusalOf(failure: unknown): string | null {
  for (let error = failure; error instanceof Error; error = error.cause) {
    const refusal = /invalid peer certificate: (.*)/s.exec(error.message);
    if (refusal) return refusal[1];
  }
  return null;
}
