import { nextTheme, startTheme } from "./themes.js";

/** The index page: search over the words of all notebooks, leading to the page, or else the slide. */

startTheme();
document.getElementById("page:theme").addEventListener("click", nextTheme);

const notebooks = JSON.parse(
  document.getElementById("index:passages").textContent,
);
const words = document.getElementById("index:words");
const found = document.getElementById("index:found");
const count = document.getElementById("index:count");

words.addEventListener("input", () => {
  const results = findPassages(words.value);
  found.replaceChildren(...results.slice(0, 40).map(resultItem));
  count.textContent = words.value.trim() === ""
    ? ""
    : results.length === 0
    ? "Nothing found."
    : `${results.length} ${results.length === 1 ? "place" : "places"}`;
});

/** Cells that hold every word; those with a word in their heading come first. */
function findPassages(asked) {
  const wanted = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const results = [];
  for (const notebook of notebooks) {
    for (const passage of notebook.passages) {
      const heading = passage.heading.toLowerCase();
      const all = `${heading} ${passage.text.toLowerCase()}`;
      if (!wanted.every((word) => all.includes(word))) continue;
      const inHeading = wanted.filter((word) => heading.includes(word)).length;
      results.push({ notebook, passage, weight: inHeading, word: wanted[0] });
    }
  }
  return results.sort((one, other) => other.weight - one.weight);
}

function resultItem({ notebook, passage, word }) {
  const link = document.createElement("a");
  link.href = addressOf(notebook, passage);
  link.textContent = passage.heading || notebook.title;
  const excerpt = document.createElement("p");
  const at = Math.max(0, passage.text.toLowerCase().indexOf(word) - 40);
  excerpt.textContent = (at > 0 ? "…" : "") + passage.text.slice(at, at + 160);
  const where = document.createElement("small");
  where.textContent = notebook.title;
  const item = document.createElement("li");
  item.append(link, " ", where, excerpt);
  return item;
}

function addressOf({ page, deck }, passage) {
  if (page) return `${page}#${passage.cell}`;
  if (deck) return passage.onSlide ? `${deck}#/${passage.cell}` : deck;
  return "#";
}
