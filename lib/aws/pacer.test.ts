import { describe, expect, it } from "vitest";
import { type Clock, Pacer } from "./pacer.ts";

/** A clock that only goes when told to, and calls back as late as it is told to. */
class TestClock implements Clock {
  readonly #lateMs: () => number;
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  constructor(lateMs: () => number = () => 0) {
    this.#lateMs = lateMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms + this.#lateMs(), callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await Promise.resolve();
    for (;;) {
      const next = this.#timers.filter((timer) => timer.atMs <= end).sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = next.atMs;
      next.callback();
      await Promise.resolve();
    }
    this.#nowMs = end;
    await Promise.resolve();
  }

  get pending(): number {
    return this.#timers.length;
  }
}

function start({ burst = 5, perSecond = 10 } = {}) {
  const clock = new TestClock();
  const pacer = new Pacer({ burst, perSecond, clock });
  const gone: number[] = [];
  const ask = (count: number): void => {
    for (let at = 0; at < count; at += 1) void pacer.take().then(() => gone.push(at));
  };
  return { clock, pacer, gone, ask };
}

describe("Pacer", () => {
  it("lets a burst go at once and the rest at its rate, in order", async () => {
    const { clock, gone, ask } = start();
    ask(20);
    await clock.advance(0);
    expect(gone).toHaveLength(5);
    await clock.advance(1000);
    expect(gone).toHaveLength(15);
    await clock.advance(500);
    expect(gone).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  /** Callers that each wait for their turn, then so long for an answer, again and again; answers how many went. */
  async function callFor(
    clock: TestClock,
    pacer: Pacer,
    { callers, answerMs, ms }: Record<"callers" | "answerMs" | "ms", number>,
  ) {
    let gone = 0;
    const call = (): void => {
      void pacer.take().then(() => {
        gone += 1;
        pacer.answered();
        clock.after(answerMs, call);
      });
    };
    for (let at = 0; at < callers; at += 1) call();
    await clock.advance(ms);
    return gone;
  }

  // Burst and rate as lib/aws/pacing.ts has them for writes and for reads, and odd ones.
  it.each([
    [50, 5],
    [50, 10],
    [20, 10],
    [5, 7],
    [1, 3],
    [3, 33.3],
  ])(
    "lets several callers have at least 95 percent of burst %d and rate %d in a minute, and never more, with late timers too",
    async (burst, perSecond) => {
      for (const lateMs of [0, 3, 15]) {
        const clock = new TestClock(() => lateMs);
        const pacer = new Pacer({ burst, perSecond, clock });
        const gone = await callFor(clock, pacer, { callers: 16, answerMs: 250, ms: 60_000 });
        const most = burst + perSecond * 60;
        expect(gone).toBeLessThanOrEqual(Math.round(most));
        // A bucket for one cannot save up what a late timer lost.
        if (burst > 1 || lateMs === 0) expect(gone).toBeGreaterThanOrEqual(0.95 * most);
      }
    },
  );

  it("is back at its full rate a few seconds after it was throttled", async () => {
    const clock = new TestClock();
    const pacer = new Pacer({ burst: 50, perSecond: 5, clock });
    await callFor(clock, pacer, { callers: 4, answerMs: 200, ms: 30_000 });
    pacer.throttled();
    expect(pacer.perSecond).toBeCloseTo(3.5);
    await clock.advance(5000);
    expect(pacer.perSecond).toBe(5);
  });

  it("saves up no more than its burst", async () => {
    const { clock, gone, ask } = start();
    await clock.advance(60_000);
    ask(20);
    await clock.advance(0);
    expect(gone).toHaveLength(5);
  });

  it("slows down when throttled, once for what was on its way together, and empties the bucket", async () => {
    const { clock, pacer, gone, ask } = start();
    for (let at = 0; at < 10; at += 1) pacer.throttled();
    expect(pacer.perSecond).toBeCloseTo(7);
    expect(pacer.throttles).toBe(10);
    ask(1);
    await clock.advance(100);
    expect(gone).toHaveLength(0);
    await clock.advance(100);
    expect(gone).toHaveLength(1);
  });

  it("never slows down to a stand-still", async () => {
    const { clock, pacer } = start();
    for (let at = 0; at < 50; at += 1) {
      pacer.throttled();
      await clock.advance(1000);
    }
    expect(pacer.perSecond).toBe(2.5);
  });

  it("comes back to its full rate with good answers, and not above it", async () => {
    const { pacer } = start();
    pacer.throttled();
    pacer.answered();
    expect(pacer.perSecond).toBeCloseTo(7.5);
    for (let at = 0; at < 50; at += 1) pacer.answered();
    expect(pacer.perSecond).toBe(10);
  });

  it("lets nobody wait who has given up, and gives their turn to the next", async () => {
    const { clock, pacer } = start({ burst: 1 });
    await pacer.take();
    const giveUp = new AbortController();
    const given = pacer.take(giveUp.signal);
    const next = pacer.take();
    giveUp.abort(new Error("enough"));
    await expect(given).rejects.toThrow("enough");
    await clock.advance(100);
    await next;
    expect(clock.pending).toBe(0);
  });

  it("refuses a signal that is aborted already, without using a turn", async () => {
    const { pacer } = start({ burst: 1 });
    await expect(pacer.take(AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    await pacer.take();
  });
});
