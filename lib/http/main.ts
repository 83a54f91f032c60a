/** Serves the lecture's two exchanges, or a folder, over HTTP: `deno task serve [port] [folder]`. */
import { addressLabel } from "../address_label.ts";
import { listen } from "../listen.ts";
import { LECTURE_PORT, lectureSite } from "./lecture_site.ts";
import { serveFiles } from "./serve_files.ts";
import { serveHttp } from "./serve_http.ts";

const USAGE = `deno task serve [port] [folder]

Serves HTTP on the loopback address until it is interrupted.
  port    ${LECTURE_PORT} unless given; 0 is any free port
  folder  its files are served; without it, the lecture's two answers`;

if (import.meta.main) await main(Deno.args);

async function main([port = String(LECTURE_PORT), folder]: string[]) {
  if (port === "--help" || port === "-h") return console.log(USAGE);
  const bar = await listen(Number(port), { hostname: "127.0.0.1" });
  console.log(`Listening on http://${addressLabel(bar.addr)}/`);
  Deno.addSignalListener("SIGINT", () => bar.close());
  await serveHttp(bar, folder ? serveFiles(folder) : lectureSite(), {
    onError: (error) => console.error(String(error)),
  });
  Deno.exit();
}
