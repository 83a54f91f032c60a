/** A registry that speaks as JSR does, on loopback, with two tiny packages. */

interface ServedPackage {
  name: string;
  version: string;
  files: Record<string, string>;
  exports?: Record<string, string>;
}

const PACKAGES: ServedPackage[] = [
  {
    name: "@std/assert",
    version: "1.0.19",
    files: {
      "/mod.ts": `import "jsr:@std/internal@^1.0.12";
import type { Served } from "./types.ts";
/** Marks the package as the served one. */
export const served: Served = true;
`,
      "/types.ts": "export type Served = true;\n",
    },
  },
  {
    name: "@std/internal",
    version: "1.0.12",
    files: { "/mod.ts": "export {};\n" },
  },
  {
    name: "@std/net",
    version: "1.0.6",
    files: {
      "/mod.ts":
        "export function getAvailablePort(): number {\n  return 4242;\n}\n",
      "/unstable.ts": "export {};\n",
    },
    // Exported and not imported by anybody.
    exports: { "./unstable": "./unstable.ts" },
  },
];

/** A running {@linkcode serveJsr}. */
export interface JsrServer extends AsyncDisposable {
  /** What `JSR_URL` must be. */
  url: string;
  /** Paths asked for so far. */
  requests: string[];
}

/**
 * Serves the packages the way JSR does: `meta.json` with the versions,
 * `<version>_meta.json` with files and checksums, and the files.
 */
export async function serveJsr(): Promise<JsrServer> {
  const answers = new Map<string, string>();
  for (const served of PACKAGES) await addAnswers(answers, served);
  const requests: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      const answer = answers.get(pathname);
      return answer === undefined
        ? new Response("not found", { status: 404 })
        : new Response(answer, {
          headers: {
            "content-type": pathname.endsWith(".ts")
              ? "text/typescript"
              : "application/json",
          },
        });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    requests,
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}

async function addAnswers(
  answers: Map<string, string>,
  { name, version, files, exports }: ServedPackage,
): Promise<void> {
  const manifest: Record<string, { size: number; checksum: string }> = {};
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    manifest[path] = {
      size: bytes.length,
      checksum: `sha256-${new Uint8Array(hash).toHex()}`,
    };
    answers.set(`/${name}/${version}${path}`, text);
  }
  const [scope, shortName] = name.slice(1).split("/");
  answers.set(
    `/${name}/meta.json`,
    JSON.stringify({
      scope,
      name: shortName,
      latest: version,
      versions: { [version]: {} },
    }),
  );
  answers.set(
    `/${name}/${version}_meta.json`,
    JSON.stringify({ manifest, exports: { ".": "./mod.ts", ...exports } }),
  );
}
