/**
 * The speaker's window: this slide, the next step, notes and time. It is filled from this page by direct
 * access, so that it works from a local file, where windows may not send each other messages.
 */
export function createSpeakerView(deck) {
  let speaker;
  let started = Date.now();
  const refresh = () => {
    if (!speaker || speaker.closed) return;
    const { document: view } = speaker;
    const section = deck.getCurrentSlide();
    const next = nextStep(section);
    place(view, "now", section, section);
    place(view, "next", next.section, next.section, next.fragments);
    view.getElementById("notes").replaceChildren(...notesOf(view, section));
    view.getElementById("where").textContent = whereIs(section);
    fill(view);
  };
  const open = () => {
    if (speaker && !speaker.closed) return speaker.focus();
    speaker = globalThis.open("", "speaker", "popup,width=1180,height=760");
    if (!speaker) return;
    started = Date.now();
    prepare(speaker, deck, () => started = Date.now());
    refresh();
    const clock = setInterval(() => {
      if (speaker.closed) clearInterval(clock);
      else showTime(speaker.document, started);
    }, 500);
    showTime(speaker.document, started);
  };
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
    deck.on(event, refresh);
  }
  return { open, refresh };

  /** What the next press of the key brings: one more fragment here, or the next slide. */
  function nextStep(section) {
    const hidden = [...section.querySelectorAll(".fragment:not(.visible)")];
    if (hidden.length > 0) {
      const index = hidden[0].dataset.fragmentIndex;
      return {
        section,
        fragments: hidden.filter((fragment) =>
          fragment.dataset.fragmentIndex === index
        ),
      };
    }
    const all = deck.getSlides();
    return { section: all[all.indexOf(section) + 1] };
  }
}

function prepare(speaker, deck, restart) {
  const { document: view } = speaker;
  view.documentElement.lang = document.documentElement.lang;
  view.documentElement.dataset.theme = document.documentElement.dataset.theme;
  view.documentElement.style.cssText = document.documentElement.style.cssText;
  view.head.replaceChildren(
    ...[...document.querySelectorAll("style")].map((style) =>
      view.importNode(style, true)
    ),
  );
  view.title = `Speaker: ${document.title}`;
  const template = document.getElementById("deck:speaker");
  view.body.className = "speaker";
  view.body.replaceChildren(view.importNode(template.content, true));
  view.getElementById("back").addEventListener("click", () => deck.prev());
  view.getElementById("on").addEventListener("click", () => deck.next());
  view.getElementById("restart").addEventListener("click", () => {
    restart();
    showTime(view, Date.now());
  });
  view.addEventListener("keydown", (event) => {
    const move = KEYS[event.key];
    if (!move || event.target.closest("button")) return;
    event.preventDefault();
    deck[move]();
  });
  speaker.addEventListener("resize", () => fill(view));
}

const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  n: "next",
  ArrowLeft: "prev",
  ArrowUp: "prev",
  PageUp: "prev",
  p: "prev",
  b: "togglePause",
};

/** Puts a copy of a slide into one of the two frames. */
function place(view, id, section, original, shown = []) {
  const frame = view.getElementById(id);
  frame.dataset.slide = section?.id ?? "";
  if (!section) {
    frame.textContent = "The end";
    return;
  }
  const slide = view.importNode(original.querySelector(".slide"), true);
  const fragments = [...original.querySelectorAll(".slide .fragment")];
  const isNew = id === "next" && shown.length === 0;
  slide.querySelectorAll(".fragment").forEach((copy, index) => {
    const visible = fragments[index].classList.contains("visible") ||
      shown.includes(fragments[index]);
    if (!visible || isNew && !fragments[index].classList.contains("visible")) {
      copy.style.visibility = "hidden";
    }
  });
  for (const named of slide.querySelectorAll("[id]")) {
    if (!named.closest("figure")) named.removeAttribute("id");
  }
  slide.inert = true;
  frame.replaceChildren(slide);
}

/** Scales the copies to their frames. */
function fill(view) {
  for (const frame of view.querySelectorAll(".frame")) {
    const slide = frame.firstElementChild;
    if (!slide) continue;
    const scale = frame.clientWidth / slide.offsetWidth;
    slide.style.transform = `scale(${scale})`;
    frame.style.height = `${slide.offsetHeight * scale}px`;
  }
}

function notesOf(view, section) {
  const notes = section.querySelector("aside.notes");
  if (!notes) return [view.createTextNode("No notes for this slide.")];
  return [...view.importNode(notes, true).childNodes];
}

function whereIs(section) {
  // Fragments of one index come together.
  const count = (selector) =>
    new Set(
      [...section.querySelectorAll(selector)]
        .map((fragment) => fragment.dataset.fragmentIndex),
    ).size;
  const steps = count(".fragment");
  const done = count(".fragment.visible");
  const step = steps === 0 ? "" : `, step ${done} of ${steps}`;
  return `Slide ${
    section.querySelector(".foot span:last-child").textContent
  }${step}`;
}

function showTime(view, started) {
  const seconds = Math.floor((Date.now() - started) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  view.getElementById("timer").textContent = `${
    two(Math.floor(minutes / 60))
  }:${two(minutes % 60)}:${two(Math.max(0, seconds) % 60)}`;
  view.getElementById("clock").textContent = new Date().toLocaleTimeString([], {
    hour: "2-digit",
    minute: "2-digit",
  });
}
