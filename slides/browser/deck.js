import {
  chooseRatio,
  fitUnmeasured,
  layOutSlides,
  slideWidth,
} from "./aspect_ratio.js";
import { fitSlide } from "./fit_slide.js";
import { showLineSteps } from "./line_steps.js";
import { createSearch } from "./search_slides.js";
import { createSpeakerView } from "./speaker_view.js";
import { nextTheme, startTheme } from "./themes.js";

/* global Reveal, RevealZoom */

const asked = document.documentElement.dataset.ratio;
const isMeasuring = document.documentElement.classList.contains("measuring");
let ratio = chooseRatio(asked);

startTheme();
layOutSlides(ratio);
if (isMeasuring) globalThis.deckLayout = { layOutSlides, fitSlide };
else start();

function start() {
  Reveal.initialize({
    width: slideWidth(ratio),
    height: 720,
    margin: 0,
    minScale: 0.1,
    maxScale: 8,
    center: false,
    controls: false,
    hash: true,
    // Each slide is a place to go back to.
    history: true,
    transition: document.documentElement.dataset.transition,
    transitionSpeed: "fast",
    navigationMode: "default",
    help: false,
    plugins: [RevealZoom],
    keyboard: { 191: null },
  });
  const deck = Reveal;
  deck.on("ready", () => settle(deck));
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
    deck.on(event, () => settle(deck));
  }
  calmMotion(deck);
  followLinks(deck);
  bindKeys(deck);
  wakeTools();
  giveWay();
  addEventListener("resize", () => followScreen(deck));
}

/** What has to be right whenever another slide or step is shown. */
function settle(deck) {
  const section = deck.getCurrentSlide();
  fitUnmeasured(section);
  showLineSteps(section);
  const source = document.getElementById("deck:source");
  if (source && section.dataset.source) source.href = section.dataset.source;
}

function followScreen(deck) {
  const next = chooseRatio(asked);
  if (next === ratio) return;
  ratio = next;
  layOutSlides(ratio);
  deck.configure({ width: slideWidth(ratio) });
  settle(deck);
}

function calmMotion(deck) {
  const query = matchMedia("(prefers-reduced-motion: reduce)");
  const follow = () => {
    const transition = query.matches
      ? "none"
      : document.documentElement.dataset.transition;
    deck.configure({ transition, backgroundTransition: transition });
    document.documentElement.classList.toggle("calm", query.matches);
  };
  query.addEventListener("change", follow);
  follow();
}

/** Links to a cell lead to the slide that shows it, wherever on it the cell begins. */
function followLinks(deck) {
  document.addEventListener("click", (event) => {
    const href = event.target.closest?.("a")?.getAttribute("href");
    if (!href?.startsWith("#") || href.startsWith("#/")) return;
    const target = document.getElementById(decodeURIComponent(href.slice(1)));
    const section = target?.closest("section[data-number]");
    if (!section) return;
    event.preventDefault();
    goTo(deck, section);
  });
}

function goTo(deck, section) {
  const { h, v } = deck.getIndices(section);
  deck.slide(h, v);
}

function bindKeys(deck) {
  const search = createSearch((section) => goTo(deck, section));
  const speaker = createSpeakerView(deck);
  const help = document.getElementById("deck:help");
  const actions = {
    back: () => deck.prev(),
    on: () => deck.next(),
    overview: () => deck.toggleOverview(),
    search,
    speaker: speaker.open,
    theme: () => {
      nextTheme();
      speaker.refresh();
    },
    black: () => deck.togglePause(),
    help: () => help.showModal(),
  };
  const keys = { S: "speaker", T: "theme", "/": "search", "?": "help" };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, dialog, select")) return;
    const action = keys[event.key.length === 1 ? event.key.toUpperCase() : ""];
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    actions[action]();
  }, { capture: true });
  // What is typed into a dialog is not for the slides behind it.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
  }
  for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", () => actions[button.dataset.action]());
  }
}

/** What is unfolded while presenting may be longer than its slide: then the slide scrolls. */
function giveWay() {
  document.addEventListener("toggle", (event) => {
    const body = event.target.closest?.(".slide .body");
    if (!body) return;
    const isFull = body.scrollHeight > body.clientHeight + 1;
    if (isFull) body.tabIndex = 0;
    body.classList.toggle("scroll", isFull);
  }, { capture: true });
}

/** The tools show while the mouse moves or the keyboard is on them. */
function wakeTools() {
  const tools = document.querySelector(".tools");
  let timer;
  addEventListener("pointermove", () => {
    tools.classList.add("awake");
    clearTimeout(timer);
    timer = setTimeout(() => tools.classList.remove("awake"), 2000);
  });
}
