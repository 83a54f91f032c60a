/** A registry that speaks as npm's does, on loopback, with one tiny package. */

const NAME = "tiny";
const VERSION = "1.0.0";

/** What a project that wants the package imports. */
export const NPM_IMPORTS = { [NAME]: `npm:${NAME}@${VERSION}` };

/** A running {@linkcode serveNpm}. */
export interface NpmServer extends AsyncDisposable {
  /** What `NPM_CONFIG_REGISTRY` must be. */
  url: string;
  /** Paths asked for so far. */
  requests: string[];
  /** The package's entry in a complete lock file. */
  lock: { specifiers: Record<string, string>; npm: Record<string, unknown> };
}

/** Serves the package's description and its archive. */
export async function serveNpm(): Promise<NpmServer> {
  const archive = await packageArchive();
  const hash = await crypto.subtle.digest("SHA-512", archive);
  const integrity = `sha512-${new Uint8Array(hash).toBase64()}`;
  const requests: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const { pathname, origin } = new URL(request.url);
      requests.push(pathname);
      if (pathname.endsWith(".tgz")) return new Response(archive);
      const tarball = `${origin}/${NAME}/-/${NAME}-${VERSION}.tgz`;
      return Response.json({
        name: NAME,
        "dist-tags": { latest: VERSION },
        versions: {
          [VERSION]: {
            name: NAME,
            version: VERSION,
            dist: { tarball, integrity },
          },
        },
      });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    requests,
    lock: {
      specifiers: { [NPM_IMPORTS[NAME]]: VERSION },
      npm: { [`${NAME}@${VERSION}`]: { integrity } },
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}

async function packageArchive(): Promise<Uint8Array<ArrayBuffer>> {
  const description = { name: NAME, version: VERSION, main: "index.js" };
  const tar = new Blob([
    tarFile("package/package.json", JSON.stringify(description)),
    tarFile("package/index.js", "module.exports = 1;\n"),
    new Uint8Array(2 * TAR_BLOCK),
  ]);
  const zipped = tar.stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

const TAR_BLOCK = 512;

/** One file of a tar archive: header block and padded content (POSIX ustar). */
function tarFile(name: string, text: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const content = encoder.encode(text);
  const blocks = 1 + Math.ceil(content.length / TAR_BLOCK);
  const archive = new Uint8Array(blocks * TAR_BLOCK);
  const put = (offset: number, field: string) =>
    archive.set(encoder.encode(field), offset);
  const octal = (value: number, width: number) =>
    value.toString(8).padStart(width, "0");
  put(0, name);
  put(100, `${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`);
  put(124, `${octal(content.length, 11)}\0${octal(0, 11)}\0`);
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\x0000");
  const sum = archive.subarray(0, TAR_BLOCK)
    .reduce((total, octet) => total + octet, 0);
  put(148, `${octal(sum, 6)}\0 `);
  archive.set(content, TAR_BLOCK);
  return archive;
}
