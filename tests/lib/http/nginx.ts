/** A loopback nginx with throw-away files, keys and ports: the server that the client is held against. */
import { findTool } from "../../tools.ts";
import { type Certificates, makeCertificates } from "./certificates.ts";

/** A running nginx; disposing of it ends it and removes its files. */
export interface Nginx extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40000`. */
  origin: string;
  /** The same over TLS, as `https://localhost:…`. */
  secureOrigin: string;
  /** What it serves. */
  folder: string;
  certificates: Certificates;
}

const ATTEMPTS = 5;
/** Started within this many tries to connect, 10 ms apart, or not at all. */
const TRIES = 500;

/** Starts nginx on free ports. */
export async function startNginx(): Promise<Nginx> {
  const home = await Deno.makeTempDir({ prefix: "nginx-" });
  await Deno.chmod(home, 0o755);
  for (const name of ["site", "site/uploads", "temp"]) {
    await Deno.mkdir(`${home}/${name}`);
  }
  const certificates = await makeCertificates(
    home,
    "DNS:localhost,DNS:bar.example,IP:127.0.0.1",
  );
  for (let attempt = 1;; attempt++) {
    const ports = freePorts(2);
    await Deno.writeTextFile(`${home}/nginx.conf`, configuration(ports));
    const child = new Deno.Command(findTool("nginx")!, {
      args: ["-p", home, "-c", "nginx.conf", "-e", "stderr"],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const complaints = new Response(child.stderr).text();
    if (await answers(ports[0], child.status)) {
      return running(home, ports, certificates, async () => {
        child.kill();
        await child.status;
        await complaints;
      });
    }
    await child.status;
    if (attempt === ATTEMPTS) throw new Error(await complaints);
  }
}

function running(
  home: string,
  [port, securePort]: number[],
  certificates: Certificates,
  stop: () => Promise<void>,
): Nginx {
  return {
    origin: `http://127.0.0.1:${port}`,
    secureOrigin: `https://localhost:${securePort}`,
    folder: `${home}/site`,
    certificates,
    async [Symbol.asyncDispose]() {
      await stop();
      await Deno.remove(home, { recursive: true });
    },
  };
}

/** Ports that nobody listens on just now; another program may take one before nginx does. */
function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  return listeners.map((listener) => {
    const { port } = listener.addr;
    listener.close();
    return port;
  });
}

async function answers(
  port: number,
  ended: Promise<Deno.CommandStatus>,
): Promise<boolean> {
  let over = false;
  ended.then(() => over = true);
  for (let tries = 0; tries < TRIES && !over; tries++) {
    try {
      (await Deno.connect({ port, hostname: "127.0.0.1" })).close();
      return true;
    } catch {
      const { promise, resolve } = Promise.withResolvers<void>();
      setTimeout(resolve, 10);
      await promise;
    }
  }
  return false;
}

/** `sub_filter` makes nginx forget the length, so that it chunks; `dav_methods` lets it take uploads. */
function configuration([port, securePort]: number[]): string {
  return `
daemon off;
master_process off;
pid nginx.pid;
worker_processes 1;
error_log stderr emerg;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nodelay on;
  keepalive_requests 100000000;
  client_max_body_size 64m;
  client_body_temp_path temp/body;
  proxy_temp_path temp/proxy;
  fastcgi_temp_path temp/fastcgi;
  uwsgi_temp_path temp/uwsgi;
  scgi_temp_path temp/scgi;
  default_type application/octet-stream;
  types { text/html html; text/plain txt; application/pdf pdf; }
  gzip_types text/plain;
  gzip_min_length 1;
  server {
    listen 127.0.0.1:${port};
    listen 127.0.0.1:${securePort} ssl;
    ssl_certificate bar.pem;
    ssl_certificate_key bar.key;
    root site;
    location /gzip/ { alias site/; gzip on; }
    location /chunked/ { alias site/; sub_filter_types *; sub_filter_once off; sub_filter "never there" ""; }
    location /moved/ { return 301 /; }
    location /found/ { return 302 $scheme://$http_host/index.html; }
    location /temporary/ { return 307 /echo; }
    location /permanent/ { return 308 /echo; }
    location /circle/ { return 302 /circle/; }
    location /uploads/ { dav_methods PUT DELETE; }
    location /echo { return 200 "$request_method $http_content_length $http_host"; }
    location /close/ { alias site/; keepalive_timeout 0; }
  }
}
`;
}
