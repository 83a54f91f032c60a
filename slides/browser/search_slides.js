/** A dialog that finds slides by the words on them. */
export function createSearch(goTo) {
  const dialog = document.getElementById("deck:search");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  const slides = [...document.querySelectorAll("section[data-number]")].map(
    readSlide,
  );
  input.addEventListener("input", () => {
    const found = findSlides(slides, input.value);
    list.replaceChildren(
      ...found.map((slide) => resultItem(slide, dialog, goTo)),
    );
    status.textContent = input.value.trim() === ""
      ? ""
      : countFound(found.length);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
    // In a search field Escape would first clear the words.
    if (event.key === "Escape") dialog.close();
  });
  return () => {
    dialog.showModal();
    input.select();
  };
}

function readSlide(section) {
  const words = section.querySelector(".body")?.textContent ?? "";
  return {
    section,
    title: section.dataset.title,
    number: section.dataset.number,
    text: words.replace(/\s+/g, " ").trim(),
  };
}

/** Slides that hold every word asked for; those with it in their title come first. */
function findSlides(slides, asked) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const holds = (text) =>
    words.every((word) => text.toLowerCase().includes(word));
  const inTitle = slides.filter(({ title }) => holds(title));
  const inText = slides.filter((slide) =>
    !inTitle.includes(slide) && holds(`${slide.title} ${slide.text}`)
  );
  return [...inTitle, ...inText].slice(0, 50)
    .map((slide) => ({
      ...slide,
      passage: passageAround(slide.text, words[0]),
    }));
}

function passageAround(text, word) {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 30);
  return (at > 0 ? "…" : "") + text.slice(at, at + 120);
}

function resultItem({ section, title, number, passage }, dialog, goTo) {
  const link = document.createElement("a");
  link.href = `#/${section.id}`;
  link.textContent = `${number}  ${title}`;
  const excerpt = document.createElement("small");
  excerpt.textContent = passage;
  link.append(excerpt);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
    goTo(section);
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function countFound(count) {
  if (count === 0) return "No slide has these words.";
  return count === 1 ? "1 slide" : `${count} slides`;
}
