/** Brings lines of code forward as the fragments inside a code block are stepped through. */
export function showLineSteps(section) {
  for (const pre of section?.querySelectorAll("pre[data-steps]") ?? []) {
    const steps = pre.dataset.steps.split("|");
    const done = pre.querySelectorAll(".line-step.visible").length;
    const here = lineNumbers(steps[Math.min(done, steps.length - 1)]);
    pre.classList.toggle("stepping", here !== undefined);
    pre.querySelectorAll(".line").forEach((line, index) => {
      line.classList.toggle("here", here?.(index + 1) ?? false);
    });
  }
}

/** Whether a line belongs to a step such as `1-3,7`; `undefined` for `all`. */
function lineNumbers(step) {
  if (step === "all") return undefined;
  const ranges = step.split(",").map((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return { first, last };
  });
  return (number) =>
    ranges.some(({ first, last }) => number >= first && number <= last);
}
