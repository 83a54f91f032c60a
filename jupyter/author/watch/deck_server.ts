import { join } from "node:path";

/**
 * Shows decks on loopback and loads one anew when it was made anew.
 *
 * A deck's own file allows no connection and no script but its own, and stays as it is: the page around it listens.
 */
export class DeckServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #decks = new Set<string>();
  readonly #listeners = new Set<ReadableStreamDefaultController<string>>();

  /** Serves the decks in `folder` on `port`, 0 for any free one. Throws if the port is taken. */
  constructor(folder: string, port: number) {
    this.#folder = folder;
    try {
      this.#server = Deno.serve({
        hostname: "127.0.0.1",
        port,
        onListen: () => {},
      }, (request) => this.#answer(new URL(request.url).pathname));
    } catch (cause) {
      throw new Error(
        `Cannot show decks on port ${port}: ${
          (cause as Error).message
        }; give another --port, or none`,
        { cause },
      );
    }
  }

  /** Where the decks are. */
  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}/`;
  }

  /** Shows a deck, or shows it anew: `<name>.html` in the folder, the name harmless in HTML, as slides make it. */
  show(name: string): void {
    this.#decks.add(name);
    for (const listener of this.#listeners) {
      listener.enqueue(`data: ${name}\n\n`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const listener of this.#listeners) listener.close();
    this.#listeners.clear();
    await this.#server.shutdown();
  }

  async #answer(path: string): Promise<Response> {
    if (path === "/") return html(listPage([...this.#decks].sort()));
    if (path === "/changes") return this.#listen();
    const [, kind, name] = /^\/(show|decks)\/([^/]+)$/.exec(path) ?? [];
    const deck = decodeURIComponent(name ?? "").replace(/\.html$/, "");
    if (!this.#decks.has(deck)) return new Response(null, { status: 404 });
    if (kind === "show") return html(deckPage(deck));
    return html(await Deno.readTextFile(join(this.#folder, `${deck}.html`)));
  }

  #listen(): Response {
    let listener: ReadableStreamDefaultController<string>;
    const changes = new ReadableStream<string>({
      start: (controller) => {
        listener = controller;
        this.#listeners.add(listener);
        listener.enqueue(": connected\n\n");
      },
      cancel: () => {
        this.#listeners.delete(listener);
      },
    });
    return new Response(changes.pipeThrough(new TextEncoderStream()), {
      headers: { "content-type": "text/event-stream" },
    });
  }
}

function html(text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    },
  });
}

function listPage(names: string[]): string {
  const items = names.map((name) =>
    `<li><a href="/show/${encodeURIComponent(name)}">${name}</a></li>`
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Decks</title>
<h1>Decks</h1><ul>${items.join("")}</ul>
<script>new EventSource("/changes").onmessage = () => location.reload();</script></html>`;
}

/** Reloading inside keeps the address of the slide. */
function deckPage(name: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100% }</style>
<iframe src="/decks/${
    encodeURIComponent(name)
  }.html" title="${name}" allow="fullscreen"></iframe>
<script>
const frame = document.querySelector("iframe");
frame.onload = () => frame.contentWindow.focus();
new EventSource("/changes").onmessage = ({ data }) => {
  if (data === "${name}") frame.contentWindow.location.reload();
};
</script></html>`;
}
