/** For each key: what is expected, in words, and the check. */
export type SettingRules = Record<
  string,
  [expected: string, accepts: (value: unknown) => boolean]
>;

/** Tells the values that `rules` accept from those they do not, which are named in `problems`. */
export function findSettingProblems(
  metadata: unknown,
  rules: SettingRules,
): { accepted: Record<string, unknown>; problems: string[] } {
  if (metadata === undefined) return { accepted: {}, problems: [] };
  if (
    typeof metadata !== "object" || metadata === null || Array.isArray(metadata)
  ) {
    return { accepted: {}, problems: ['"slides" is not an object'] };
  }
  const accepted: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(metadata)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) problems.push(describeUnknown(key, rules));
    else if (rule[1](value)) accepted[key] = value;
    else {
      problems.push(
        `"slides.${key}" is ${quote(value)}: expected ${rule[0]}`,
      );
    }
  }
  return { accepted, problems };
}

function describeUnknown(key: string, rules: SettingRules): string {
  const known = Object.keys(rules);
  const near = known.find((name) => fold(name) === fold(key));
  return `"slides.${key.slice(0, 60)}" is unknown` +
    (near ? `; did you mean "${near}"?` : `; known are ${known.join(", ")}`);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
