import { afterEach, describe, expect, it } from "vitest";
import { lineThat, type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { Snapshot } from "../snapshot.ts";
import { LineFeed } from "./line-feed.ts";

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
  for await (const line of feed) copy.apply(line);
  return copy;
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

  it.each([1, 2, 3, 4])("keeps a follower true over changes that come after %i lines of its replay", async (taken) => {
    const world = await start();
    await world.sweep();
    const feed = feedOf(world, true);
    const copy = new Snapshot();
    const takeOne = async (): Promise<void> => {
      const { value, done } = await feed.next();
      if (!done) copy.apply(value);
    };
    for (let lines = 0; lines < taken; lines += 1) await takeOne();
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

  it("opens a client anew that has fallen too far behind, so that what waits for it stays bounded", async () => {
    const world = await start();
    await world.sweep();
    const feed = feedOf(world, true);
    const copy = new Snapshot();
    const opened = await feed.next();
    if (!opened.done) copy.apply(opened.value);
    const node = world.estate.snapshot.node(700);
    for (let change = 0; change < 5_000; change += 1) world.estate.applyTags(node, { change: String(change) });
    let lines = 0;
    while (copy.version === 0 || copy.rowCount < world.estate.snapshot.rowCount || copy.asOf === null) {
      const { value, done } = await feed.next();
      if (!done) copy.apply(value);
      lines += 1;
    }
    expect(shownBy(copy)).toEqual(shownBy(world.estate.snapshot));
    expect(lines).toBeLessThan(100);
    await feed.return();
  });

  it("ends for a client that goes away, also while it waits for the next change", async () => {
    const world = await start();
    await world.sweep();
    const gone = new AbortController();
    const feed = feedOf(world, true, gone.signal);
    let waiting = feed.next();
    for (let { value } = await waiting; value?.t !== "done"; { value } = await waiting) waiting = feed.next();
    waiting = feed.next();
    gone.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await feed.next()).toEqual({ done: true, value: undefined });
  });
});
