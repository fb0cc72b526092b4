import { describe, expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { JobNews, NewJob } from "./job-store.ts";
import { createMemoryJobStore } from "./memory-job-store.ts";

const node = (n: number) => ({ account: "111111111111", region: "eu-west-1", id: `i-${n}` });

function newJob(count: number, idempotencyKey: string | null = null): NewJob {
  return { action: "tag", tag: DOCUMENTED_TAG, nodes: Array.from({ length: count }, (_, at) => node(at)), idempotencyKey };
}

async function add(store: ReturnType<typeof createMemoryJobStore>, job: NewJob): Promise<string> {
  const added = await store.add(job);
  if (!added.ok) throw new Error(added.problem.code);
  return added.id;
}

describe("createMemoryJobStore", () => {
  test("a new job has one pending outcome per node, in request order", async () => {
    const store = createMemoryJobStore();
    const id = await add(store, newJob(3));
    expect(await store.find(id)).toMatchObject({
      state: "planning",
      finishedAt: null,
      counts: { pending: 3, verified: 0 },
      outcomes: [node(0), node(1), node(2)].map((target) => ({ ...target, state: "pending", before: null, after: null })),
    });
  });

  test("counts follow the outcomes, also where one is set twice", async () => {
    const store = createMemoryJobStore();
    const id = await add(store, newJob(3));
    const outcome = { ...node(1), before: null, after: null, requestIds: [] };
    await store.setOutcomes(id, [{ at: 1, outcome: { ...outcome, state: "written" } }]);
    await store.setOutcomes(id, [{ at: 1, outcome: { ...outcome, state: "verified" } }]);
    expect((await store.find(id))?.counts).toEqual({ pending: 2, written: 0, verified: 1, already: 0, failed: 0, skipped: 0 });
  });

  test("an outcome that the job does not have is refused", async () => {
    const store = createMemoryJobStore();
    const id = await add(store, newJob(1));
    const outcome = { ...node(1), state: "verified", before: null, after: null, requestIds: [] } as const;
    await expect(store.setOutcomes(id, [{ at: 1, outcome }])).rejects.toThrow(RangeError);
  });

  test("the same key with the same request is the same job; with another request it is refused", async () => {
    const store = createMemoryJobStore();
    const first = await store.add(newJob(2, "k"));
    expect(await store.add(newJob(2, "k"))).toEqual({ ...first, isNew: false });
    expect(await store.add(newJob(3, "k"))).toMatchObject({ ok: false, problem: { status: 409 } });
    expect(await store.add(newJob(2, null))).toMatchObject({ ok: true, isNew: true });
  });

  test("too many jobs at once are refused until one has ended", async () => {
    const store = createMemoryJobStore({ unfinished: 2, finished: 10, finishedOutcomes: 100 });
    const id = await add(store, newJob(1));
    await add(store, newJob(1));
    expect(await store.add(newJob(1))).toMatchObject({ ok: false, problem: { status: 429 } });
    await store.setState(id, "done");
    expect((await store.add(newJob(1))).ok).toBe(true);
  });

  test("the oldest ended jobs are forgotten; one under way and the newest one never", async () => {
    const store = createMemoryJobStore({ unfinished: 10, finished: 2, finishedOutcomes: 10 });
    const running = await add(store, newJob(50));
    const ended: string[] = [];
    for (const count of [1, 1, 1, 9, 50]) {
      const id = await add(store, newJob(count));
      await store.setState(id, "done");
      ended.push(id);
      const kept = new Set((await store.list()).map((job) => job.id));
      expect(kept.has(running)).toBe(true);
      expect(kept.has(id)).toBe(true);
      const outcomes = (await store.list()).filter((job) => job.id !== running).reduce((sum, job) => sum + job.total, 0);
      expect(outcomes).toBeLessThanOrEqual(Math.max(10, count));
      expect(kept.size - 1).toBeLessThanOrEqual(2);
    }
    expect((await store.list()).map((job) => job.id)).toEqual([ended.at(-1), running]);
  });

  test("a watcher is told at once, of every change, and of a wish to cancel; not after it has gone", async () => {
    const store = createMemoryJobStore();
    const id = await add(store, newJob(2));
    const news: JobNews[] = [];
    const unwatch = store.watch(id, (told) => news.push(told));
    await store.setState(id, "applying");
    await store.setOutcomes(id, [
      { at: 1, outcome: { ...node(1), state: "already", before: null, after: null, requestIds: [] } },
    ]);
    expect(await store.requestCancel(id)).toBe(true);
    unwatch();
    await store.setState(id, "cancelled");
    expect(news).toEqual([
      { changedAt: [], isCancelRequested: false },
      { changedAt: [], isCancelRequested: false },
      { changedAt: [1], isCancelRequested: false },
      { changedAt: [], isCancelRequested: true },
    ]);
  });

  test("a job that has ended, or is not known, cannot be cancelled", async () => {
    const store = createMemoryJobStore();
    const id = await add(store, newJob(1));
    await store.setState(id, "done");
    expect(await store.requestCancel(id)).toBe(false);
    expect(await store.requestCancel("nope")).toBe(false);
    expect(await store.find("nope")).toBeUndefined();
  });
});
