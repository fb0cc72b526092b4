import { describe, expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, TaggingEvent, TaggingOutcome } from "#lib/domain/tagging.ts";
import { jobEvents } from "./job-events.ts";
import { createMemoryJobStore } from "./memory-job-store.ts";

async function startJob(count: number) {
  const store = createMemoryJobStore();
  const nodes = Array.from({ length: count }, (_, at) => ({ account: "111111111111", region: "eu-west-1", id: `i-${at}` }));
  const added = await store.add({ action: "tag", tag: DOCUMENTED_TAG, nodes, idempotencyKey: null });
  if (!added.ok) throw new Error(added.problem.code);
  const { id } = added;
  const set = (from: number, to: number, state: OutcomeState) =>
    store.setOutcomes(
      id,
      nodes
        .slice(from, to)
        .map((node, at) => ({ at: from + at, outcome: { ...node, state, before: null, after: null, requestIds: [] } })),
    );
  return { store, id, set };
}

/** What a client knows after it has read the lines. */
function replay(events: readonly TaggingEvent[]): TaggingOutcome[] {
  const outcomes: TaggingOutcome[] = [];
  for (const { changed } of events) for (const { at, outcome } of changed) outcomes[at] = outcome;
  return outcomes;
}

const noEnd = new AbortController().signal;

describe("jobEvents", () => {
  test("begin with the whole state and end with the last one; replayed they give the job's outcomes", async () => {
    const { store, id, set } = await startJob(5000);
    const events: TaggingEvent[] = [];
    for await (const event of jobEvents(store, id, noEnd)) {
      events.push(event);
      if (events.length === 3) {
        await set(0, 1000, "written");
        await set(500, 5000, "verified");
        await store.setState(id, "verifying");
      } else if (event.state === "verifying" && event.counts.written > 0) {
        await set(0, 500, "failed");
        await store.setState(id, "done");
      }
    }
    const job = await store.find(id);
    expect(events[0]).toMatchObject({ id, state: "planning", total: 5000, counts: { pending: 5000 } });
    expect(events[0]?.changed.length).toBe(2000);
    expect(events.at(-1)).toMatchObject({ state: "done", counts: { failed: 500, verified: 4500 } });
    expect(replay(events)).toEqual(job?.outcomes);
  });

  test("a thousand changes in a burst make a few lines, not a thousand", async () => {
    const { store, id, set } = await startJob(1000);
    let lines = 0;
    for await (const event of jobEvents(store, id, noEnd)) {
      lines += 1;
      if (event.state === "planning") {
        for (let at = 0; at < 1000; at += 1) await set(at, at + 1, "verified");
        await store.setState(id, "done");
      }
    }
    expect(lines).toBe(2);
  });

  test("a job that has ended is told in one go, and the stream ends", async () => {
    const { store, id, set } = await startJob(1);
    await set(0, 1, "verified");
    await store.setState(id, "done");
    const events = await Array.fromAsync(jobEvents(store, id, noEnd));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ state: "done", changed: [{ at: 0, outcome: { state: "verified" } }] });
  });

  test("a job without nodes has one line while it waits and one when it is done", async () => {
    const { store, id } = await startJob(0);
    const states: string[] = [];
    for await (const { state } of jobEvents(store, id, noEnd)) {
      states.push(state);
      if (state === "planning") await store.setState(id, "done");
    }
    expect(states).toEqual(["planning", "done"]);
  });

  test("end when nobody listens any more, though the job goes on", async () => {
    const { store, id } = await startJob(1);
    const gone = new AbortController();
    let lines = 0;
    for await (const _ of jobEvents(store, id, gone.signal)) {
      lines += 1;
      gone.abort();
    }
    expect(lines).toBe(1);
  });
});
