import { nextTheme, startTheme } from "./themes.js";

/** A page: the theme, and what is folded away opened when a link leads there or the page is printed. */

startTheme();
document.getElementById("page:theme").addEventListener("click", nextTheme);

function openAround() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id === "" ? null : document.getElementById(id);
  for (
    let fold = target?.closest("details");
    fold;
    fold = fold.parentElement.closest("details")
  ) {
    fold.open = true;
  }
}

addEventListener("hashchange", openAround);
openAround();
