import { describe, expect, it } from "vitest";
import { type Clock, Pacer } from "./pacer.ts";

/** A clock that only goes when told to. */
class TestClock implements Clock {
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
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
