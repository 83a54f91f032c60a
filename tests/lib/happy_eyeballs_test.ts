import { assertEquals } from "@std/assert";
import type { Candidate } from "../../lib/connect_attempt.ts";
import {
  HappyEyeballs,
  interleaveFamilies,
  type RaceResult,
} from "../../lib/happy_eyeballs.ts";

const six = (address: string): Candidate => ({ address, family: 6, port: 80 });
const four = (address: string): Candidate => ({ address, family: 4, port: 80 });

/** A network and a clock of its own: each address answers when told to. */
class Stage {
  time = 0;
  readonly dialled: string[] = [];
  readonly abandoned: string[] = [];
  readonly #dials = new Map<string, PromiseWithResolvers<string>>();
  #timers: { at: number; callback: () => void }[] = [];

  race(candidates: Candidate[], attemptDelay = 250): HappyEyeballs<string> {
    return new HappyEyeballs(candidates, {
      attemptDelay,
      now: () => this.time,
      later: (callback, milliseconds) => {
        const timer = { at: this.time + milliseconds, callback };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
      dial: ({ address }) => {
        this.dialled.push(`${address} at ${this.time}`);
        const dial = Promise.withResolvers<string>();
        this.#dials.set(address, dial);
        return {
          connected: dial.promise,
          abandon: () => this.abandoned.push(address),
        };
      },
    });
  }

  get timers(): number {
    return this.#timers.length;
  }

  async passTime(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const timer of this.#timers.filter(({ at }) => at <= this.time)) {
      this.#timers = this.#timers.filter((other) => other !== timer);
      timer.callback();
    }
    await settle();
  }

  async answer(address: string, error?: Error): Promise<void> {
    if (error) this.#dials.get(address)!.reject(error);
    else this.#dials.get(address)!.resolve(`socket to ${address}`);
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

const refused = () => new Deno.errors.ConnectionRefused("refused");

const outcomes = ({ attempts }: RaceResult<string>) =>
  attempts.map(({ address, start, end, outcome }) =>
    `${address} ${start}–${end} ${outcome}`
  );

Deno.test("interleaveFamilies lets the families take turns from the first choice on", () => {
  const mixed = [six("a"), six("b"), six("c"), four("x"), four("y")];
  assertEquals(
    interleaveFamilies(mixed).map(({ address }) => address).join(""),
    "axbyc",
  );
  assertEquals(
    interleaveFamilies(mixed.toReversed()).map(({ address }) => address)
      .join(""),
    "ycxba",
  );
  assertEquals(interleaveFamilies([four("x")]), [four("x")]);
  assertEquals(interleaveFamilies([]), []);
});

Deno.test("HappyEyeballs starts the next address 250 ms after a silent one; the first answer wins", async () => {
  const stage = new Stage();
  const race = stage.race([six("a"), four("x"), six("b")]);
  const result = race.run();
  await stage.passTime(249);
  assertEquals(stage.dialled, ["a at 0"]);
  await stage.passTime(1);
  assertEquals(stage.dialled, ["a at 0", "x at 250"]);
  await stage.passTime(30);
  await stage.answer("x");
  const won = await result;
  assertEquals(won.socket, "socket to x");
  assertEquals(outcomes(won), ["a 0–280 abandoned", "x 250–280 connected"]);
  assertEquals(stage.abandoned, ["a"]);
  assertEquals(stage.timers, 0);
});

Deno.test("HappyEyeballs starts the next address at once after a failure", async () => {
  const stage = new Stage();
  const result = stage.race([six("a"), four("x")]).run();
  await stage.passTime(5);
  await stage.answer("a", refused());
  assertEquals(stage.dialled, ["a at 0", "x at 5"]);
  await stage.answer("x");
  assertEquals(outcomes(await result), ["a 0–5 refused", "x 5–5 connected"]);
});

Deno.test("HappyEyeballs lets a slow first address win while the second is tried", async () => {
  const stage = new Stage();
  const result = stage.race([six("a"), four("x")]).run();
  await stage.passTime(250);
  await stage.answer("a");
  const won = await result;
  assertEquals(won.socket, "socket to a");
  assertEquals(stage.abandoned, ["x"]);
});

Deno.test("HappyEyeballs reports every failure, by kind", async () => {
  const stage = new Stage();
  const result = stage.race([six("a"), four("x"), four("y")]).run();
  await stage.answer("a", refused());
  await stage.answer("x", Object.assign(new Error(), { code: "ENETUNREACH" }));
  await stage.answer("y", new Deno.errors.TimedOut());
  const lost = await result;
  assertEquals(lost.socket, undefined);
  assertEquals(
    lost.attempts.map(({ outcome, error }) => [outcome, error !== undefined]),
    [["refused", true], ["unreachable", true], ["timed out", true]],
  );
});

Deno.test("HappyEyeballs without end walks the list in turn with an infinite delay", async () => {
  const stage = new Stage();
  const result = stage.race([six("a"), four("x")], Infinity).run();
  await stage.passTime(60_000);
  assertEquals(stage.dialled, ["a at 0"]);
  await stage.answer("a", refused());
  await stage.answer("x");
  assertEquals((await result).socket, "socket to x");
});

Deno.test("HappyEyeballs abandoned from outside starts nothing more", async () => {
  const stage = new Stage();
  const race = stage.race([six("a"), four("x")]);
  race.run();
  await stage.passTime(10);
  race.abandon();
  await stage.passTime(1000);
  assertEquals(stage.dialled, ["a at 0"]);
  assertEquals(stage.abandoned, ["a"]);
  assertEquals(race.attempts[0].end, 10);
});

Deno.test("HappyEyeballs of no address has no winner", async () => {
  assertEquals(await new Stage().race([]).run(), { attempts: [] });
});
