/**
 * A certificate and its private key, both in PEM.
 *
 * @example
 * ```ts
 * import { localAuthority, type ServerCertificate } from "sockets/notebook";
 * import { X509Certificate } from "node:crypto";
 * import { assertEquals } from "@std/assert";
 *
 * const authority = await localAuthority();
 * const { cert }: ServerCertificate = await authority.issue("bar.example");
 * assertEquals(new X509Certificate(cert).subject, "CN=bar.example");
 * ```
 */
export interface ServerCertificate {
  /** The certificate; `-----BEGIN CERTIFICATE-----` is its first line. */
  cert: string;
  /** The private key that belongs to it (PKCS #8). */
  key: string;
}

/**
 * A certificate authority of this notebook's own. Nobody trusts it who has not been told to.
 *
 * @example
 * ```ts
 * import { type LocalAuthority, localAuthority } from "sockets/notebook";
 * import { connect, Listener, readLine, startTls, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const authority: LocalAuthority = await localAuthority();
 * const address = { hostname: "127.0.0.1", port: 0 };
 * using bar = new Listener(Deno.listenTls({ ...address, ...await authority.issue("127.0.0.1") }));
 * const greeting = bar.accept().then((guest) => writeAll(guest, "Hello\n").then(() => guest.close()));
 * const plain = await connect("127.0.0.1", bar.addr.port);
 * using secure = await startTls(plain, { caCerts: [authority.certificate] });
 * assertEquals(await readLine(secure), "Hello");
 * await greeting;
 * ```
 */
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
