/** What sticks out of the slide that is shown, in pixels, and where it is. */
export function findOverflow(): string[] {
  // deno-lint-ignore no-explicit-any -- the browser's world
  const { document, Reveal } = globalThis as any;
  const section = Reveal.getCurrentSlide();
  const body = section.querySelector(".body");
  const found: string[] = [];
  if (body.classList.contains("scroll")) found.push(`${section.id} scrolls`);
  const frame = section.querySelector(".slide").getBoundingClientRect();
  const foot = section.querySelector(".foot").getBoundingClientRect();
  for (
    const block of section.querySelectorAll(
      ".block, figure svg, img, pre, table",
    )
  ) {
    const place = block.getBoundingClientRect();
    if (place.width === 0 || block.closest("details:not([open])")) continue;
    if (place.bottom > foot.top + 1.5) {
      found.push(
        `${section.id} ${block.className} down ${place.bottom - foot.top}`,
      );
    }
    if (place.right > frame.right + 1.5) {
      found.push(
        `${section.id} ${block.className} right ${place.right - frame.right}`,
      );
    }
    if (
      block.tagName === "PRE" && block.scrollWidth > block.clientWidth + 1.5
    ) {
      found.push(
        `${section.id} pre cuts ${block.scrollWidth - block.clientWidth}`,
      );
    }
  }
  const screen = document.documentElement;
  if (screen.scrollWidth > screen.clientWidth) found.push("page scrolls");
  return found;
}
