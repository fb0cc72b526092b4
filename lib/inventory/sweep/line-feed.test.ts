import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { lineThat, type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { arbitraryStep, emptyInventory } from "../reference/arbitrary-estate.ts";
import type { Step } from "../reference/naive-inventory.ts";
import { Snapshot } from "../snapshot.ts";
import type { WireLine } from "../wire.ts";
import { LineFeed } from "./line-feed.ts";
import { LiveLines } from "./live-lines.ts";
import type { SharedLines } from "./shared-lines.ts";

const open: StandInSweep[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((world) => world.close()));
});

async function start(): Promise<StandInSweep> {
  const world = await startStandInSweep({ instances: 800, seed: 1 });
  open.push(world);
  return world;
}

function feedOf({ estate }: StandInSweep, follow: boolean, signal = new AbortController().signal): LineFeed {
  return new LineFeed(estate, { follow, signal });
}

async function collect(feed: LineFeed): Promise<Snapshot> {
  const copy = new Snapshot();
  for await (const lines of feed) await applyAll(copy, lines);
  return copy;
}

async function applyAll(copy: Snapshot, lines: SharedLines): Promise<void> {
  for (const line of (await lines.text()).trimEnd().split("\n")) copy.apply(JSON.parse(line));
}

describe("LineFeed", () => {
  it("adds up to the server's snapshot for a client from the start, one in the middle and one after the end", async () => {
    const world = await start();
    await world.estate.open();
    const early = collect(feedOf(world, false));
    await lineThat(world.estate, (line) => line.t === "rows");
    const middle = collect(feedOf(world, false));
    await world.estate.whenDone();
    const late = collect(feedOf(world, false));
    for (const copy of await Promise.all([early, middle, late])) {
      expect(shownBy(copy)).toEqual(shownBy(world.estate.snapshot));
      expect(copy.cells).toEqual(world.estate.snapshot.cells);
      expect(copy.asOf).toBe(world.estate.snapshot.asOf);
    }
  });

  it.each([1, 2, 3, 4])("keeps a follower true over changes that come after %i pieces of its replay", async (taken) => {
    const world = await start();
    await world.sweep();
    const feed = feedOf(world, true);
    const copy = new Snapshot();
    const takeOne = async (): Promise<void> => {
      const { value, done } = await feed.next();
      if (!done) await applyAll(copy, value);
    };
    for (let pieces = 0; pieces < taken; pieces += 1) await takeOne();
    for (const cell of world.standIn.estate.cells.filter(({ ec2Count }) => ec2Count > 4)) {
      cell.remove(0);
      cell.setTag(1, "CadoResponseSSMEnabled", "True");
      cell.addInstance(new Map([["Name", "late"]]));
    }
    world.estate.refresh();
    await world.estate.whenDone();
    while (copy.sweeping || copy.asOf !== world.estate.snapshot.asOf) await takeOne();
    expect(shownBy(copy)).toEqual(shownBy(world.estate.snapshot));
    expect(shownBy(copy)).toEqual(world.truth());
    await feed.return();
  });

  it("keeps a client true that goes on after it has fallen far behind, without opening it anew", async () => {
    const world = await start();
    await world.sweep();
    const feed = feedOf(world, true);
    const copy = new Snapshot();
    const takeOne = async (): Promise<string> => {
      const { value, done } = await feed.next();
      if (done) throw new Error("the feed has ended");
      await applyAll(copy, value);
      return value.text();
    };
    while (copy.asOf === null) await takeOne();
    const waiting = takeOne();
    vi.useFakeTimers();
    try {
      for (let change = 0; change < 300; change += 1) {
        world.estate.applyTags(world.estate.snapshot.node(change % 7), { change: String(change) });
        await vi.advanceTimersByTimeAsync(60);
      }
    } finally {
      vi.useRealTimers();
    }
    const told = [await waiting];
    while (copy.node(6).tags?.change !== world.estate.snapshot.node(6).tags?.change) told.push(await takeOne());
    expect(shownBy(copy)).toEqual(shownBy(world.estate.snapshot));
    expect(told.length).toBeLessThan(10);
    expect(told.join("")).not.toContain('"t":"open"');
    await feed.return();
  });

  it("tells the same pieces to all clients, compressed once", async () => {
    const world = await start();
    await world.sweep();
    const pieces = async () => {
      const all: SharedLines[] = [];
      for await (const lines of feedOf(world, false)) all.push(lines);
      return all;
    };
    const [one, other] = [await pieces(), await pieces()];
    const rows = await Promise.all(one.map(async (lines) => (await lines.text()).startsWith('{"t":"rows"')));
    expect(rows.filter((isRows) => isRows).length).toBe(2);
    for (const [at, isRows] of rows.entries()) expect(one[at] === other[at]).toBe(isRows);
  });

  it("ends for a client that goes away, also while it waits for the next change", async () => {
    const world = await start();
    await world.sweep();
    const gone = new AbortController();
    const feed = feedOf(world, true, gone.signal);
    const copy = new Snapshot();
    while (copy.asOf === null) {
      const { value, done } = await feed.next();
      if (!done) await applyAll(copy, value);
    }
    const waiting = feed.next();
    gone.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await feed.next()).toEqual({ done: true, value: undefined });
  });
});

describe("LineFeed, whatever happens", () => {
  const happening = fc.oneof(
    { weight: 2, arbitrary: arbitraryStep },
    { weight: 1, arbitrary: fc.constant("open" as const) },
    { weight: 6, arbitrary: fc.constant("take" as const) },
    { weight: 2, arbitrary: fc.constant("wait" as const) },
  );

  it("adds up to the server's snapshot for two clients that take pieces at any time", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), fc.nat(20), async (happenings, late) => {
        const server = new FakeEstate();
        const live = new LiveLines(server, { begins: [0, 1, 3], rows: 5 });
        const clients: Client[] = [];
        const join = () => clients.push(new Client(server, live));
        join();
        for (const [at, what] of happenings.entries()) {
          if (at === late) join();
          if (what === "open") server.open();
          else if (what === "take") for (const client of clients) client.take();
          else if (what === "wait") await vi.advanceTimersByTimeAsync(60);
          else server.do(what);
        }
        for (const client of clients) await client.takeAll();
        for (const { copy } of clients) {
          expect(factsOf(copy)).toEqual(factsOf(server.snapshot));
          expect(copy.cells).toEqual(server.snapshot.cells);
          expect(copy.liveCount).toBe(server.snapshot.liveCount);
          expect([copy.asOf, copy.sweeping]).toEqual([server.snapshot.asOf, server.snapshot.sweeping]);
        }
      }),
      { numRuns: 150 },
    );
    vi.useRealTimers();
  });
});

/** An estate to which whatever is drawn happens. */
class FakeEstate {
  readonly snapshot = new Snapshot();
  readonly #listeners = new Set<(line: WireLine) => void>();
  #inventory = emptyInventory();
  #opened = 0;

  constructor() {
    this.open();
  }

  open(): void {
    this.#inventory = emptyInventory();
    this.#opened += 1;
    this.#emit(this.#inventory.open(`snapshot ${this.#opened}`));
  }

  do(step: Step): void {
    for (const line of this.#inventory.take(step)) this.#emit(line);
  }

  subscribe(listener: (line: WireLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #emit(line: WireLine): void {
    this.snapshot.apply(line);
    for (const listener of this.#listeners) listener(line);
  }
}

/** A client that asks for the next piece as often as the test says, and has a request open in between. */
class Client {
  readonly copy = new Snapshot();
  readonly #feed: LineFeed;
  #asked: Promise<IteratorResult<SharedLines, undefined>> | null = null;
  #applied: Promise<void> = Promise.resolve();
  #applying = false;

  constructor(estate: FakeEstate, live: LiveLines) {
    this.#feed = new LineFeed(estate, { follow: true, signal: new AbortController().signal }, live);
  }

  take(): void {
    if (this.#asked !== null) return;
    const asked = this.#feed.next();
    this.#asked = asked;
    this.#applied = this.#applied.then(async () => {
      const { value, done } = await asked;
      this.#asked = null;
      this.#applying = true;
      if (!done) await applyAll(this.copy, value);
      this.#applying = false;
    });
  }

  /** Until nothing comes any more. */
  async takeAll(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const { version } = this.copy;
      this.take();
      await vi.advanceTimersByTimeAsync(60);
      // Compressing is not a matter of timers.
      while (this.#applying) await new Promise((resolve) => setImmediate(resolve));
      if (this.copy.version !== version) quiet = 0;
    }
  }
}

function factsOf(snapshot: Snapshot): unknown[] {
  return Array.from({ length: snapshot.rowCount }, (_, row) => (snapshot.isGone(row) ? null : snapshot.node(row)));
}
