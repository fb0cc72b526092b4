import { expect, test } from "vitest";
import type { Problem } from "#lib/domain/problem.ts";
import type { JobSummary } from "#lib/domain/tagging.ts";
import type { TimelineApi } from "./jobs-api.ts";
import { sampleJob } from "./sample-job.ts";
import { PAGE_SIZE, TimelineStore } from "./timeline-store.ts";

const PACE = { runningMs: 2, idleMs: 60_000, failedMs: 2 };
const DOWN: Problem = { code: "store-down", title: "The database does not answer.", status: 503 };

/** A server that holds these jobs, newest first, and can be made to fail. */
function server(jobs: JobSummary[]) {
  const state = { jobs, problem: null as Problem | null, asked: [] as string[] };
  const api: TimelineApi = {
    async list({ limit, before }) {
      state.asked.push(before ?? "latest");
      if (state.problem !== null) return { ok: false, problem: state.problem };
      const start = before === undefined ? 0 : state.jobs.findIndex(({ id }) => id === before) + 1;
      return { ok: true, value: { jobs: state.jobs.slice(start, start + limit) } };
    },
    async incidents() {
      if (state.problem !== null) return { ok: false, problem: state.problem };
      return { ok: true, value: { jobs: state.jobs.filter(({ incident }) => incident !== null) } };
    },
  };
  return { state, api };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => sampleJob({ id: `j${count - at}` }));

/** Subscribes, and resolves once the state is as wanted. */
function until(store: TimelineStore, wanted: (state: ReturnType<TimelineStore["getState"]>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted(store.getState())) return;
      queueMicrotask(() => unsubscribe());
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

test("reads again while a job runs, and stops when nobody looks", async () => {
  const { state, api } = server([sampleJob({ id: "a", state: "applying" })]);
  const store = new TimelineStore(api, PACE);
  const done = until(store, ({ jobs }) => jobs?.[0]?.state === "done");
  setTimeout(() => {
    state.jobs = [sampleJob({ id: "a" })];
  }, 10);
  await done;
  const asked = state.asked.length;
  expect(asked).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(state.asked.length).toBe(asked);
});

test("keeps what it has while the database is away, says so, and recovers by itself", async () => {
  const { state, api } = server([sampleJob({ id: "a", state: "applying" })]);
  const store = new TimelineStore(api, PACE);
  await until(store, ({ jobs }) => jobs !== null);
  state.problem = DOWN;
  await until(store, ({ problem }) => problem !== null);
  expect(store.getState()).toMatchObject({ problem: DOWN, jobs: [{ id: "a" }] });
  state.problem = null;
  await until(store, ({ problem }) => problem === null);
});

test("does not ask again once it is signed out", async () => {
  const { state, api } = server([]);
  state.problem = { code: "signed-out", title: "Sign in.", status: 401 };
  const store = new TimelineStore(api, PACE);
  const unsubscribe = store.subscribe(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(state.asked).toEqual(["latest"]);
  unsubscribe();
});

test("shows older ones page by page until there are no more", async () => {
  const { api } = server(many(PAGE_SIZE + 3));
  const store = new TimelineStore(api, PACE);
  await until(store, ({ jobs }) => jobs !== null);
  expect(store.getState()).toMatchObject({ more: true });
  await store.showOlder();
  expect(store.getState().jobs?.map(({ id }) => id)).toEqual(many(PAGE_SIZE + 3).map(({ id }) => id));
  expect(store.getState().more).toBe(false);
});

test("sees a running job on an older page come to its end", async () => {
  const jobs = many(PAGE_SIZE + 3);
  const running = jobs.map((job, at) => (at === PAGE_SIZE + 1 ? { ...job, state: "applying" as const } : job));
  const { state, api } = server(running);
  const store = new TimelineStore(api, PACE);
  await until(store, ({ jobs: read }) => read !== null);
  await store.showOlder();
  state.jobs = jobs;
  await until(store, ({ jobs: read }) => read?.[PAGE_SIZE + 1]?.state === "done");
});

test("starts over where more was started than one page shows", async () => {
  const { state, api } = server(many(2 * PAGE_SIZE).slice(PAGE_SIZE));
  const store = new TimelineStore(api, PACE);
  await until(store, ({ jobs }) => jobs !== null);
  state.jobs = [...Array.from({ length: PAGE_SIZE }, (_, at) => sampleJob({ id: `new${at}` })), ...state.jobs];
  store.refresh();
  await until(store, ({ jobs }) => jobs?.[0]?.id === "new0");
  expect(store.getState().jobs).toHaveLength(PAGE_SIZE);
  expect(store.getState().more).toBe(true);
});
