import { fitSlide, setFit } from "./fit_slide.js";

const WIDTHS = { "16:9": 1280, "4:3": 960 };

/** The shape that leaves less of this screen empty. */
export function chooseRatio(asked) {
  if (asked !== "auto") return asked;
  return innerWidth / innerHeight < 1.55 ? "4:3" : "16:9";
}

export function slideWidth(ratio) {
  return WIDTHS[ratio];
}

/** Lays all slides out for a ratio: as the exporter measured, or else when they come up. */
export function layOutSlides(ratio) {
  document.documentElement.style.setProperty(
    "--slide-width",
    `${WIDTHS[ratio]}px`,
  );
  for (const section of document.querySelectorAll("section[data-number]")) {
    const body = section.querySelector(".body");
    const measured = JSON.parse(section.dataset.fit ?? "{}")[ratio];
    setFit(body, measured ?? body.dataset.default);
    section.toggleAttribute("data-unmeasured", measured === undefined);
  }
}

/** Fits a slide that nobody has measured yet; it must be on the screen. */
export function fitUnmeasured(section) {
  if (!section?.hasAttribute("data-unmeasured")) return;
  section.removeAttribute("data-unmeasured");
  fitSlide(section);
}
