import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "#components/changes/ask-server.ts";
import { sampleJob } from "#components/changes/sample-job.ts";
import type { JobSummary, TaggingOutcome } from "#lib/domain/tagging.ts";
import { JobsAtHandStore } from "./jobs-at-hand.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const OUTCOME: TaggingOutcome = {
  account: "111111111111",
  region: "eu-west-1",
  id: "i-1",
  state: "verified",
  before: null,
  after: null,
  requestIds: [],
};
const running = sampleJob({ id: "running", state: "applying", finishedAt: null });
const done = sampleJob({ id: "done" });
const incident = sampleJob({ id: "incident", incident: { owner: "Robin", expiresAt: "2026-11-14T18:00:00Z" } });
const jobs = (...list: JobSummary[]): Answer<{ jobs: JobSummary[] }> => ({ ok: true, value: { jobs: list } });
const refused = (status: number): Answer<never> => ({ ok: false, problem: { code: "no", title: "No.", status } });

function setUp(given: { list?: () => Answer<{ jobs: JobSummary[] }>; incidents?: JobSummary[] }) {
  const asked: string[] = [];
  const store = new JobsAtHandStore(
    {
      list: async () => {
        asked.push("list");
        return (given.list ?? (() => jobs()))();
      },
      incidents: async () => jobs(...(given.incidents ?? [])),
      find: async (id) => {
        asked.push(id);
        return { ok: true, value: { ...done, id, outcomes: [OUTCOME] } };
      },
    },
    { runningMs: 3000, incidentsMs: 60_000, failedMs: 30_000 },
  );
  const leave = store.subscribe(() => undefined);
  return { store, asked, leave };
}

const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("asks once, and not again where nothing goes on", async () => {
  const { store, asked } = setUp({ list: () => jobs(done) });
  await after(300_000);
  expect(asked).toEqual(["list"]);
  expect(store.getState()).toEqual({ running: [], incidents: [] });
});

test("follows a job while it runs, and stops when it has ended", async () => {
  let list = jobs(running, done);
  const { store, asked } = setUp({ list: () => list });
  await after(3100);
  expect(store.getState().running).toEqual([running]);
  expect(asked).toHaveLength(2);
  list = jobs(done);
  await after(60_000);
  expect(store.getState().running).toEqual([]);
  expect(asked).toHaveLength(3);
});

test("looks now and then while an incident holds reach", async () => {
  const { store, asked } = setUp({ incidents: [incident] });
  await after(61_000);
  expect(asked).toHaveLength(2);
  expect(store.getState().incidents).toEqual([incident]);
});

test("keeps what it knew while the server does not answer, and asks again later", async () => {
  let list: Answer<{ jobs: JobSummary[] }> = jobs(running);
  const { store, asked } = setUp({ list: () => list });
  await after(10);
  list = refused(503);
  await after(3000);
  expect(store.getState().running).toEqual([running]);
  await after(29_000);
  expect(asked).toHaveLength(2);
  await after(1100);
  expect(asked).toHaveLength(3);
});

test("does not knock again where the session is over", async () => {
  const { asked } = setUp({ list: () => refused(401) });
  await after(300_000);
  expect(asked).toEqual(["list"]);
});

test("hands over the outcomes of a job that was left behind, once, when it has ended", async () => {
  let list = jobs({ ...running, id: "left" });
  const { store, asked } = setUp({ list: () => list });
  await after(10);
  const told: (readonly TaggingOutcome[])[] = [];
  store.watch("left", (outcomes) => told.push(outcomes));
  await after(10);
  expect(told).toEqual([]);
  list = jobs();
  await after(10_000);
  expect(told).toEqual([[OUTCOME]]);
  expect(asked.filter((what) => what === "left")).toHaveLength(1);
});

test("asks no more once nobody listens", async () => {
  const { asked, leave } = setUp({ list: () => jobs(running) });
  await after(10);
  leave();
  await after(60_000);
  expect(asked).toEqual(["list"]);
});
