/** A certificate and its private key, both in PEM. */
export interface ServerCertificate {
  cert: string;
  key: string;
}

/** A certificate authority of this notebook's own. Nobody trusts it who has not been told to. */
export interface LocalAuthority {
  /** Its own certificate in PEM: what `caCerts` takes. */
  readonly certificate: string;
  /** Signs a certificate for a server with these names or IP addresses. */
  issue(...names: [string, ...string[]]): Promise<ServerCertificate>;
}

const KEY_ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Long enough for a lesson. */
const VALID_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a certificate authority, so that a lesson on TLS needs no Internet and no other program.
 *
 * Its key stays in memory and is gone with the kernel. Source: RFC 5280.
 *
 * @example
 * ```ts
 * import { localAuthority } from "sockets/notebook";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const authority = await localAuthority();
 * const { cert, key } = await authority.issue("localhost", "127.0.0.1");
 * assertStringIncludes(cert, "BEGIN CERTIFICATE");
 * assertStringIncludes(key, "BEGIN PRIVATE KEY");
 * ```
 */
export async function localAuthority(
  name = "The bar's own authority",
): Promise<LocalAuthority> {
  // Loaded only by who uses it: reading it costs more than the rest of a notebook's imports.
  await import("reflect-metadata"); // which x509 wants to find in place
  const x509 = await import("@peculiar/x509");
  const keys = await newKeys();
  const issuer = `CN=${name}`;
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: issuer,
    ...validity(),
    keys,
    signingAlgorithm: KEY_ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
    ],
  });
  return {
    certificate: root.toString("pem"),
    async issue(...names) {
      const own = await newKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: `CN=${names[0]}`,
        issuer,
        ...validity(),
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: KEY_ALGORITHM,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
          ]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({
              type: isIpAddress(value) ? "ip" as const : "dns" as const,
              value,
            })),
          ),
        ],
      });
      const pkcs8 = await crypto.subtle.exportKey("pkcs8", own.privateKey);
      return {
        cert: certificate.toString("pem"),
        key: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
      };
    },
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ["sign", "verify"]);
}

/** A positive number in hexadecimal (RFC 5280 §4.1.2.2). */
function serialNumber(): string {
  return `01${crypto.getRandomValues(new Uint8Array(8)).toHex()}`;
}

/** From yesterday on, for clocks that are a little late. */
function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return {
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + VALID_DAYS * DAY),
  };
}

function isIpAddress(name: string): boolean {
  return name.includes(":") || /^\d+\.\d+\.\d+\.\d+$/.test(name);
}
