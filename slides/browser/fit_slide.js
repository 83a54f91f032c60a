/**
 * Finds, for one slide shown at its natural size, the layout in which everything on it is seen. The exporter
 * runs this for every slide and both aspect ratios; a deck exported without a browser runs it as slides come up.
 */

/** Text and figures are never made smaller than this. */
export const SMALLEST = 0.6;

const STEP = 0.05;

/** Tries layouts from the plainest on; gives the best one and what still sticks out, in pixels. */
export function fitSlide(section) {
  const body = section.querySelector(".body");
  const [layout, left, , base] = body.dataset.default.split(" ");
  let best;
  for (const candidate of candidateLayouts(body, layout, left)) {
    for (const tight of [0, 1]) {
      const handicap = (tight ? 0.04 : 0) +
        (candidate.layout === layout ? 0 : 0.02);
      // No better than what is found already; another layout only if that is poor.
      const isOther = best?.layout !== candidate.layout ||
        best?.left !== candidate.left;
      const margin = isOther ? Math.max(handicap, 0.1) : handicap;
      if (best?.score >= Number(base) - margin) continue;
      const found = largestFitting(body, candidate, tight, Number(base));
      found.score -= handicap;
      if (!best || found.score > best.score) best = found;
    }
  }
  return finishFit(body, best);
}

function candidateLayouts(body, layout, left) {
  const aside = body.querySelectorAll(":scope > .aside").length;
  const others = body.querySelectorAll(":scope > .block").length - aside;
  const below = { layout: "below", left };
  if (aside === 0 || others === 0) return [below];
  const beside = [...new Set([left, "54", "38", "62", "70"])].map((width) => ({
    layout: "beside",
    left: width,
  }));
  return layout === "beside" ? [...beside, below] : [below, ...beside];
}

/** The largest text size at which a layout holds, or the smallest one and by how much it does not. */
function largestFitting(body, candidate, tight, base) {
  const at = (scale) => measure(body, { ...candidate, tight, scale });
  const smallest = Math.min(base, SMALLEST);
  let best = at(base);
  if (!fits(best)) best = at(smallest);
  if (fits(best) && best.scale < base) {
    // What fits at one size fits at all smaller ones: halve the steps between.
    let small = 0;
    let large = Math.round((base - smallest) / STEP);
    while (large - small > 1) {
      const middle = (small + large) >> 1;
      const measured = at(smallest + middle * STEP);
      if (fits(measured)) {
        best = measured;
        small = middle;
      } else large = middle;
    }
  }
  const out = Math.max(0, best.over) + Math.max(0, best.across);
  const lost = fits(best) ? 0 : 2 + out / 100;
  best.score = best.scale - Math.max(0, 0.95 - best.figureScale) -
    Math.min(best.wrapped, 8) * 0.03 - lost;
  return best;
}

function fits({ over, across }) {
  return over <= 1 && across <= 1;
}

function measure(body, fit) {
  applyFit(body, { ...fit, figure: fit.layout === "below" ? 1 : 0 });
  const figures = [...body.querySelectorAll(":scope > .figure")];
  const room = body.clientHeight;
  let figure = 0;
  if (figures.length > 0) {
    const stacked = fit.layout === "below";
    const taken = stacked ? contentHeight(body) - figures.length : 0;
    figure = Math.max(
      60,
      Math.floor((room - taken) / figures.length) - (stacked ? 0 : 2),
    );
    applyFit(body, { ...fit, figure });
  }
  return {
    ...fit,
    figure,
    over: Math.ceil(contentHeight(body) - room),
    across: overWidth(body),
    figureScale: Math.min(1, ...figures.map(figureScale)),
    wrapped: wrappedLines(body),
  };
}

/** Where the lowest block ends, in the slide's own pixels. */
function contentHeight(body) {
  let bottom = 0;
  for (const child of body.children) {
    bottom = Math.max(bottom, child.offsetTop + child.offsetHeight);
  }
  return bottom;
}

/** By how much the widest block sticks out of its place. */
function overWidth(body) {
  let across = 0;
  for (const part of body.querySelectorAll("pre, .rich, table, .block")) {
    // What is folded away has no width; KaTeX hides its MathML in a corner that would count.
    if (part.closest("details:not([open])") || part.querySelector(".katex")) {
      continue;
    }
    across = Math.max(across, part.scrollWidth - part.clientWidth);
  }
  for (const formula of body.querySelectorAll(".katex-html")) {
    const place = formula.closest(".block, td, li").getBoundingClientRect();
    const zoom = body.getBoundingClientRect().width / body.offsetWidth || 1;
    const out = formula.getBoundingClientRect().right - place.right;
    across = Math.max(across, Math.ceil(out / zoom));
  }
  return across;
}

/** How large a figure is shown, against its natural size. */
function figureScale(block) {
  const figure = block.querySelector("figure");
  const picture = block.querySelector("svg, img");
  if (!figure || !picture) return 1;
  const style = getComputedStyle(figure);
  const width = Number(style.getPropertyValue("--width"));
  const height = Number(style.getPropertyValue("--height"));
  const shown = picture.getBoundingClientRect();
  const zoom = block.getBoundingClientRect().width / block.offsetWidth || 1;
  const scale = Math.min(
    shown.width / zoom / width,
    shown.height / zoom / height,
  );
  // A picture too large for any slide is judged by the room it has.
  return Number.isFinite(scale) && scale > 0
    ? scale * Math.max(1, width / 900, height / 460)
    : 1;
}

/** Lines of code that go on in the next one; those of output count half, since words read well when wrapped. */
function wrappedLines(body) {
  let wrapped = 0;
  for (const line of body.querySelectorAll(".code .line")) {
    const height = parseFloat(getComputedStyle(line).lineHeight);
    if (line.offsetHeight > height * 1.5) wrapped++;
  }
  for (const text of body.querySelectorAll(".output pre.wrap")) {
    const height = parseFloat(getComputedStyle(text).lineHeight);
    const lines = text.textContent.trimEnd().split("\n").length;
    wrapped += Math.max(0, Math.round(text.offsetHeight / height) - lines) / 2;
  }
  return wrapped;
}

function finishFit(body, best) {
  applyFit(body, best);
  const blocks = [...body.querySelectorAll(":scope > .block")].map((block) => ({
    height: block.offsetHeight,
    kind: block.classList[1],
  }));
  const scroll = fits(best) ? "" : " scroll";
  const fit = `${best.layout} ${best.left} ${best.tight} ${
    Number(best.scale.toFixed(2))
  } ${best.figure}${scroll}`;
  setFit(body, fit);
  return {
    fit,
    over: best.over,
    across: best.across,
    scale: best.scale,
    figureScale: best.figureScale,
    blocks,
    room: body.clientHeight,
  };
}

function applyFit(body, { layout, left, tight, scale, figure }) {
  setFit(body, `${layout} ${left} ${tight} ${scale} ${figure}`);
}

/** Lays a slide's body out as a line from the exporter says. */
export function setFit(body, fit) {
  const [layout, left, tight, scale, figure, scroll] = fit.split(" ");
  body.classList.toggle("beside", layout === "beside");
  body.classList.toggle("below", layout !== "beside");
  body.parentElement.classList.toggle("tight", tight === "1");
  body.classList.toggle("scroll", scroll === "scroll");
  if (scroll === "scroll") body.tabIndex = 0;
  else body.removeAttribute("tabindex");
  body.style.setProperty("--left", `${left}%`);
  body.style.setProperty("--scale", scale);
  if (Number(figure) > 0) body.style.setProperty("--figure", `${figure}px`);
  else body.style.removeProperty("--figure");
}
