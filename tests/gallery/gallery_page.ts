import type { LiveFigure } from "./live_figure.ts";

/** The gallery as one HTML file: every figure inline, and as text. */
export function galleryPage(figures: readonly LiveFigure[]): string {
  const sections = figures.map(({ title, caption, figure }) =>
    `<section>
<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(caption)}</p>
<figure>${figure.svg}</figure>
<details><summary>As text</summary><pre>${
      escapeHtml(figure.text)
    }</pre></details>
</section>`
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Figures drawn from what happened</title>
<style>${STYLE}</style>
<main>
<h1>Figures drawn from what happened</h1>
<p>Each of these was drawn while this page was made: from recorded bytes, system calls and tables of this machine.</p>
${sections.join("\n")}
</main>
</html>
`;
}

const STYLE = `
body { margin: 0; background: #fbfaf6; color: #1d2329;
  font: 17px/1.5 "IBM Plex Sans", "Segoe UI", system-ui, sans-serif; }
main { max-width: 700px; margin: 40px auto 80px; padding: 0 16px; }
h1 { font-size: 34px; line-height: 1.2; }
h2 { font-size: 22px; margin: 56px 0 0; }
p { margin: 4px 0 12px; color: #5b6670; }
figure { margin: 0; }
figure svg { width: 100%; }
summary { color: #5b6670; cursor: pointer; }
pre { overflow-x: auto; font: 13px/1.35 "IBM Plex Mono", "DejaVu Sans Mono", monospace; }
@media screen and (prefers-color-scheme: dark) {
  body { background: #14181c; color: #e8e6e0; }
  p, summary { color: #9aa6af; }
}`;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
