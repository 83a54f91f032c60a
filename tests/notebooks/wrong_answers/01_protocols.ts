import type { WrongAnswers } from "../wrong_answer.ts";

const BOB_TYPES =
  `type BobState = "start" | "greeted" | "told" | "sorry" | "done";
interface BobStep {
  state: BobState;
  say: string | null;
}
`;

export const wrongAnswers: WrongAnswers = {
  "ex-parse-reply": [
    {
      mistake: "finds a time anywhere",
      source: `function parseReply(line: string): string | null {
  const time = line.match(/([01]\\d|2[0-3]):[0-5]\\d/);
  if (time) return time[0];
  if (line === "No, sorry") return null;
  throw new SyntaxError(line);
}`,
      says: "this is not one of Bob's two sentences",
    },
    {
      mistake: "null for whatever it does not understand",
      source: `function parseReply(line: string): string | null {
  const time = line.match(/^Yes, it is (([01]\\d|2[0-3]):[0-5]\\d)$/);
  return time ? time[1] : null;
}`,
      says: "throw a SyntaxError that quotes it",
    },
    {
      mistake: "any four digits are a time",
      source: `function parseReply(line: string): string | null {
  if (line === "No, sorry") return null;
  const time = line.match(/^Yes, it is (\\d\\d:\\d\\d)$/);
  if (time) return time[1];
  throw new SyntaxError(line);
}`,
      says: '"Yes, it is 24:00"',
    },
    {
      mistake: "no hour before ten",
      source: `function parseReply(line: string): string | null {
  if (line === "No, sorry") return null;
  const time = line.match(/^Yes, it is ((1\\d|2[0-3]):[0-5]\\d)$/);
  if (time) return time[1];
  throw new SyntaxError(line);
}`,
      says: "early in the day",
    },
    {
      mistake: "gives the whole sentence",
      source: `function parseReply(line: string): string | null {
  return line === "No, sorry" ? null : line;
}`,
      says: "take what stands after Yes, it is",
    },
    {
      mistake: "an error without the line",
      source: `function parseReply(line: string): string | null {
  if (line === "No, sorry") return null;
  const time = line.match(/^Yes, it is (([01]\\d|2[0-3]):[0-5]\\d)$/);
  if (time) return time[1];
  throw new SyntaxError("Cannot understand Bob");
}`,
      says: "each error quotes its line",
    },
  ],
  "ex-bob-machine": [
    {
      mistake: "looks at the line only",
      source: `${BOB_TYPES}function bobStep(state, line, watch): BobStep {
  if (line === "Hello") return { state: "greeted", say: "Hello" };
  if (line === "Do you have the time?") {
    return watch === null
      ? { state: "sorry", say: "No, sorry" }
      : { state: "told", say: \`Yes, it is \${watch}\` };
  }
  if (line === "Thanks") return { state: "done", say: null };
  if (line === "Thanks anyway") {
    return { state: "done", say: "Good evening" };
  }
  throw new SyntaxError(line);
}`,
      says: "a line that is not in the row of this state is an error",
    },
    {
      mistake: "it is always 12:12",
      source: `${BOB_TYPES}function bobStep(state, line, watch): BobStep {
  if (state === "start") return { state: "greeted", say: "Hello" };
  if (state === "greeted" && watch) {
    return { state: "told", say: "Yes, it is 12:12" };
  }
  if (state === "greeted") return { state: "sorry", say: "No, sorry" };
  if (state === "told") return { state: "done", say: null };
  return { state: "done", say: "Good evening" };
}`,
      says: "the time is the watch's",
    },
    {
      mistake: "looks at the state only",
      source: `${BOB_TYPES}function bobStep(state, line, watch): BobStep {
  switch (state) {
    case "start": return { state: "greeted", say: "Hello" };
    case "greeted": return watch === null
      ? { state: "sorry", say: "No, sorry" }
      : { state: "told", say: \`Yes, it is \${watch}\` };
    case "told": return { state: "done", say: null };
    case "sorry": return { state: "done", say: "Good evening" };
  }
  throw new SyntaxError(line);
}`,
      says: '"Do you have the time?" while start',
    },
    {
      mistake: "says thank you when there is nothing to say",
      source: `${BOB_TYPES}function bobStep(state, line, watch): BobStep {
  switch (\`\${state}: \${line}\`) {
    case "start: Hello": return { state: "greeted", say: "Hello" };
    case "greeted: Do you have the time?": return watch === null
      ? { state: "sorry", say: "No, sorry" }
      : { state: "told", say: \`Yes, it is \${watch}\` };
    case "told: Thanks": return { state: "done", say: "Good evening" };
    case "sorry: Thanks anyway":
      return { state: "done", say: "Good evening" };
  }
  throw new SyntaxError(line);
}`,
      says: "the second row, then the fourth",
    },
    {
      mistake: "one way out whether there is a watch or not",
      source: `${BOB_TYPES}function bobStep(state, line, watch): BobStep {
  switch (\`\${state}: \${line}\`) {
    case "start: Hello": return { state: "greeted", say: "Hello" };
    case "greeted: Do you have the time?":
      return { state: "told", say: \`Yes, it is \${watch}\` };
    case "told: Thanks": return { state: "done", say: null };
  }
  throw new SyntaxError(line);
}`,
      says: "the third row, then the fifth",
    },
  ],
  "ex-read-time": [
    {
      mistake: "one read",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = new Uint8Array(4);
  await connection.read(bytes);
  const seconds = new DataView(bytes.buffer).getUint32(0);
  return new Date((seconds - SECONDS_1900_TO_1970) * 1000);
}`,
      says: "use readExactly, not read",
    },
    {
      mistake: "smallest byte first",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = (await readExactly(connection, 4)).slice();
  const seconds = new DataView(bytes.buffer).getUint32(0, true);
  return new Date((seconds - SECONDS_1900_TO_1970) * 1000);
}`,
      says: "largest byte first",
    },
    {
      mistake: "takes 1970 for the beginning",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = (await readExactly(connection, 4)).slice();
  return new Date(new DataView(bytes.buffer).getUint32(0) * 1000);
}`,
      says: "seconds since 1900",
    },
    {
      mistake: "takes seconds for milliseconds",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = (await readExactly(connection, 4)).slice();
  const seconds = new DataView(bytes.buffer).getUint32(0);
  return new Date(seconds - SECONDS_1900_TO_1970 + 1);
}`,
      says: "a Date counts milliseconds",
    },
    {
      mistake: "reads to the end",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = (await readToEnd(connection)).slice();
  const seconds = new DataView(bytes.buffer).getUint32(0);
  return new Date((seconds - SECONDS_1900_TO_1970) * 1000);
}`,
      says: "read four bytes, and not more",
    },
    {
      mistake: "reads a signed number",
      source: `async function readTime(connection): Promise<Date> {
  const bytes = (await readExactly(connection, 4)).slice();
  let seconds = new DataView(bytes.buffer).getInt32(0);
  if (seconds < -2_100_000_000) seconds += 2 ** 32;
  if (seconds < -4) seconds += 2 ** 32;
  return new Date((seconds - SECONDS_1900_TO_1970) * 1000);
}`,
      says: "the number has no sign",
    },
  ],
  "ex-time-era": [
    {
      mistake: "there is only one era",
      source: `function timeToDate(number: number, clock: Date): Date {
  return new Date((number - SECONDS_1900_TO_1970) * 1000);
}`,
      says: "add 2^32 seconds as often",
    },
    {
      mistake: "never after the clock",
      source: `function timeToDate(number: number, clock: Date): Date {
  const era = 2 ** 32 * 1000;
  const first = (number - SECONDS_1900_TO_1970) * 1000;
  const rounds = Math.floor((clock.getTime() - first) / era);
  return new Date(first + rounds * era);
}`,
      says: "in the first era it is 1900 plus the number",
    },
    {
      mistake: "never before the clock",
      source: `function timeToDate(number: number, clock: Date): Date {
  const era = 2 ** 32 * 1000;
  const first = (number - SECONDS_1900_TO_1970) * 1000;
  const rounds = Math.ceil((clock.getTime() - first) / era);
  return new Date(first + rounds * era);
}`,
      says: "in the first era it is 1900 plus the number",
    },
    {
      mistake: "one rollover at most",
      source: `function timeToDate(number: number, clock: Date): Date {
  const first = (number - SECONDS_1900_TO_1970) * 1000;
  const second = first + 2 ** 32 * 1000;
  const near = (ms: number) => Math.abs(ms - clock.getTime());
  return new Date(near(first) <= near(second) ? first : second);
}`,
      says: "there may be more than one rollover",
    },
    {
      mistake: "eras only go forward",
      source: `function timeToDate(number: number, clock: Date): Date {
  const era = 2 ** 32 * 1000;
  const first = (number - SECONDS_1900_TO_1970) * 1000;
  const rounds = Math.round((clock.getTime() - first) / era);
  return new Date(first + Math.max(0, rounds) * era);
}`,
      says: "subtract eras too",
    },
  ],
};
