/** Throw-away certificates, made by openssl when a test needs them. */
import { findTool } from "../../tools.ts";

/** Files of one authority and one server that it vouches for. */
export interface Certificates {
  /** The authority's certificate, in PEM. */
  authority: string;
  /** Paths of the server's certificate and key. */
  certificate: string;
  key: string;
}

const EC_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

/** Makes an authority and a server's certificate for these names, such as `DNS:localhost,IP:127.0.0.1`. */
export async function makeCertificates(
  folder: string,
  names: string,
): Promise<Certificates> {
  const openssl = (words: string, ...more: string[]) =>
    run(folder, [...words.split(" "), ...more]);
  await openssl(
    `req -x509 ${EC_KEY} -keyout ca.key -out ca.pem -days 2 -addext basicConstraints=critical,CA:TRUE`,
    "-subj",
    "/CN=Bar authority",
  );
  await openssl(
    `req ${EC_KEY} -keyout bar.key -out bar.csr`,
    "-subj",
    "/CN=bar",
  );
  await Deno.writeTextFile(`${folder}/names`, `subjectAltName=${names}\n`);
  await openssl(
    "x509 -req -in bar.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out bar.pem -days 2 -extfile names",
  );
  return {
    authority: await Deno.readTextFile(`${folder}/ca.pem`),
    certificate: `${folder}/bar.pem`,
    key: `${folder}/bar.key`,
  };
}

async function run(folder: string, args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(findTool("openssl")!, {
    args,
    cwd: folder,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
