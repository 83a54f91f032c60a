const NAMES = ["light", "dark", "contrast"];
const KEY = "sockets-live-theme";

/** Takes the theme the reader chose last, or the one the file asks for. */
export function startTheme() {
  const root = document.documentElement;
  const asked = root.dataset.theme;
  const chosen = remembered();
  root.dataset.theme = NAMES.includes(chosen) ? chosen : resolveTheme(asked);
}

function resolveTheme(asked) {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  if (NAMES.includes(asked)) return asked;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Goes on to the next theme and remembers it. */
export function nextTheme() {
  const root = document.documentElement;
  const next = NAMES[(NAMES.indexOf(root.dataset.theme) + 1) % NAMES.length];
  root.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser may refuse storage to local files: then the choice lasts as long as the page.
  }
  return next;
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
