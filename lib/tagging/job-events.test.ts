import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type StandInTagging, startStandInTagging } from "#e2e/stand-in-tagging.ts";
import type { TaggingEvent, TaggingOutcome } from "#lib/domain/tagging.ts";
import { StoreError } from "#lib/store/store-error.ts";
import { jobEvents } from "./job-events.ts";

let world: StandInTagging;

beforeAll(async () => {
  world = await startStandInTagging({ instances: 600, seed: 3, throttling: false });
}, 30_000);

afterAll(() => world.close());

beforeEach(() => world.clear());

const noEnd = new AbortController().signal;
const store = async () => world.store;

async function startJob(count: number): Promise<string> {
  const plan = await world.plan({ action: "normalise", nodes: world.nodes().slice(0, count) });
  await world.start(plan);
  return plan.id;
}

/** What a client knows after it has read the lines. */
function replay(events: readonly TaggingEvent[]): TaggingOutcome[] {
  const outcomes: TaggingOutcome[] = [];
  for (const { changed } of events) for (const { at, outcome } of changed) outcomes[at] = outcome;
  return outcomes;
}

describe("jobEvents", () => {
  test("begin with the whole state and end with the last one; replayed they give the job's outcomes", async () => {
    const id = await startJob(400);
    const events: TaggingEvent[] = [];
    let working: Promise<unknown> | undefined;
    for await (const event of jobEvents(store, id, noEnd)) {
      events.push(event);
      working ??= world.work(id);
    }
    await working;
    const job = await world.store.find(id);
    expect(events[0]).toMatchObject({ id, state: "queued", total: 400 });
    expect(events[0]?.changed).toHaveLength(400);
    expect(events.at(-1)).toMatchObject({ state: "done", counts: job?.counts });
    expect(replay(events)).toEqual(job?.outcomes);
  });

  test("a job that has ended is told in one go, and the stream ends", async () => {
    const id = await startJob(3);
    const job = await world.work(id);
    const events = await Array.fromAsync(jobEvents(store, id, noEnd));
    expect(events).toHaveLength(1);
    expect(replay(events)).toEqual(job.outcomes);
  });

  test("while the database is away a line says so, and once it is back the job is told as it is", async () => {
    const id = await startJob(3);
    let isAway = false;
    const coming = async () => {
      if (isAway) throw new StoreError("store-unavailable", "The database does not answer.", "Wait.");
      return world.store;
    };
    const told: (string | undefined)[] = [];
    for await (const event of jobEvents(coming, id, noEnd)) {
      told.push(event.trouble?.code ?? event.state);
      if (told.length === 1) {
        await world.work(id);
        isAway = true;
      } else isAway = false;
    }
    expect(told).toEqual(["queued", "store-unavailable", "done"]);
  });

  test("end when nobody listens any more, and for a job that is not there", async () => {
    const id = await startJob(3);
    const listening = new AbortController();
    let lines = 0;
    for await (const _ of jobEvents(store, id, listening.signal)) {
      lines += 1;
      listening.abort();
    }
    expect(lines).toBe(1);
    expect(await Array.fromAsync(jobEvents(store, "00000000-0000-4000-8000-000000000000", noEnd))).toEqual([]);
  });
});
