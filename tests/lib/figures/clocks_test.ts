import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { attempts, plot, waterfall } from "sockets/figures";
import { readSvg } from "./read_svg.ts";

Deno.test("waterfall draws each phase to scale", () => {
  const { svg } = waterfall({
    phases: [
      { name: "connect", start: 100, end: 110 },
      { name: "body", start: 110, end: 140 },
    ],
  });
  const bars = [...svg.matchAll(
    /class="f-(?:transport|app)"[^>]*x="([\d.]+)"[^>]*width="([\d.]+)"/g,
  )].map(([, x, width]) => [Number(x), Number(width)]);
  assertEquals(bars.length, 2);
  const [[start, first], [next, second]] = bars;
  assert(Math.abs(next - (start + first)) < 0.3);
  assert(Math.abs(second - 3 * first) < 0.5);
});

Deno.test("waterfall of phases that took no time still shows them", () => {
  const { svg } = waterfall({
    phases: [{ name: "resolve", start: 5, end: 5 }],
  });
  assertStringIncludes(svg, 'width="3"');
});

Deno.test("waterfall without phases says so", () => {
  assertEquals(waterfall({ phases: [] }).text, "No phase has been timed.");
});

Deno.test("attempts tells connected, failed and abandoned apart without colour", () => {
  const at = (
    outcome: string,
  ) => [{ address: "::1", port: 80, start: 0, end: 9, outcome }];
  assertStringIncludes(attempts(at("connected")).text, "██");
  assertStringIncludes(attempts(at("abandoned")).text, "··");
  assertStringIncludes(attempts(at("refused")).text, "░x");
  assertStringIncludes(attempts(at("abandoned")).svg, "stroke-dasharray");
});

Deno.test("waterfall and attempts refuse what has no place on the clock", () => {
  const phase = (start: number, end: number) => () =>
    waterfall({ phases: [{ name: "body", start, end }] });
  const start = 'Cannot place the start of "body" at NaN: give milliseconds';
  assertThrows(phase(NaN, 2), RangeError, start);
  assertThrows(phase(1, Infinity), RangeError, 'the end of "body" at Infinity');
  const underWay = { address: "::1", port: 80, start: 1, outcome: "abandoned" };
  assertThrows(
    () => attempts([{ ...underWay, end: NaN }]),
    RangeError,
    'the end of "[::1]:80" at NaN',
  );
});

Deno.test("attempts counts those that it does not draw", () => {
  const many = Array.from({ length: 99 }, (_, start) => ({
    address: "192.0.2.1",
    port: 80,
    start,
    end: start + 1,
    outcome: "refused",
  }));
  assertStringIncludes(attempts(many).text, "and 75 more, not drawn");
});

Deno.test("plot keeps the peaks of a series that it thins out", async () => {
  const points = Array.from(
    { length: 50_000 },
    (_, x) => [x, x === 31_234 ? 777 : x % 7] as [number, number],
  );
  const figure = await plot({ name: "spiky", points });
  assertStringIncludes(figure.description, "highest 777");
  assert(figure.svg.length < 60_000);
});

Deno.test("plot keeps peaks and gaps among points that are no numbers", async () => {
  const points = Array.from({ length: 50_000 }, (_, x) => {
    const y = x === 31_234 ? 777 : x === 40_000 ? -5 : x % 3 === 0 ? NaN : 1;
    return [x, y] as [number, number];
  });
  const { description, svg } = await plot({ name: "torn", points });
  assertStringIncludes(description, "highest 777");
  assert((svg.match(/M[\d.]+,[\d.]+/g) ?? []).length > 100);
});

Deno.test("plot refuses a note that is nowhere", async () => {
  await assertRejects(
    () => plot([], { notes: [{ x: NaN, text: "never" }] }),
    RangeError,
    'Cannot place note "never" at NaN',
  );
});

Deno.test("plot leaves out what is no number", async () => {
  const figure = await plot({
    name: "gaps",
    points: [[0, 1], [1, NaN], [2, Infinity], [3, 2]],
  });
  assert(!/NaN|Infinity/.test(figure.svg));
  assertStringIncludes(figure.description, "from 1 at 0 to 2 at 3");
});

Deno.test("plot marks a moment beyond the data and keeps it inside", async () => {
  const figure = await plot({ name: "short", points: [[0, 0], [1, 1]] }, {
    notes: [{ x: 10, text: "much later" }],
  });
  assert(readSvg(figure.svg).texts.includes("much later"));
  assertStringIncludes(figure.text, "at 10: much later");
});

Deno.test("plot of nothing draws its axes", async () => {
  const figure = await plot([], { x: "time", y: "bytes" });
  assertStringIncludes(figure.text, "bytes");
  assert(!/NaN|Infinity/.test(figure.svg));
});
