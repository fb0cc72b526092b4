import { expect, test } from "vitest";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingEvent } from "#lib/domain/tagging.ts";
import { JobWatch, type JobWatchState } from "./job-watch.ts";
import type { JobApi } from "./jobs-api.ts";
import { sampleJob } from "./sample-job.ts";

const running = (change: Partial<TaggingEvent> = {}): TaggingEvent => ({
  ...sampleJob({ state: "applying", total: 1 }),
  changed: [],
  ...change,
});
const done = (): TaggingEvent => ({ ...sampleJob({ total: 1 }), changed: [] });
const LOST: Problem = { code: "server-unreachable", title: "No answer." };

type Stream = { events: readonly TaggingEvent[]; end: Problem | null | "open" };

/** A server that answers each opening of the stream with the next of these, the last one again and again. */
function api(streams: readonly Stream[], answers: readonly (Problem | null)[] = []) {
  const log = { opened: 0, asked: [] as string[] };
  const jobApi: JobApi = {
    async follow(_, { signal, onEvent }) {
      const stream = streams[Math.min(log.opened, streams.length - 1)];
      log.opened += 1;
      for (const event of stream?.events ?? []) onEvent(event);
      if (stream?.end !== "open") return stream?.end ?? null;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      return LOST;
    },
    async ask(_, wish) {
      const problem = answers[log.asked.length] ?? null;
      log.asked.push(wish);
      return problem === null ? { ok: true, value: null } : { ok: false, problem };
    },
  };
  return { log, watch: new JobWatch({ id: "j", api: jobApi, batchMs: 1, waitMs: () => 1 }) };
}

function until(watch: JobWatch, wanted: (state: JobWatchState) => boolean): Promise<() => void> {
  return new Promise((resolve) => {
    const unsubscribe: () => void = watch.subscribe(() => wanted(watch.getState()) && resolve(() => unsubscribe()));
    if (wanted(watch.getState())) resolve(unsubscribe);
  });
}

test("follows a job to its end and asks no more", async () => {
  const { watch, log } = api([{ events: [running(), done()], end: null }]);
  const leave = await until(watch, (state) => state.phase === "shown" && state.job.state === "done");
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(log.opened).toBe(1);
  leave();
});

test("connects again after a cut, says so meanwhile, and keeps what it had", async () => {
  const { watch, log } = api([
    { events: [running()], end: LOST },
    { events: [], end: LOST },
    { events: [done()], end: null },
  ]);
  const cuts: (string | null)[] = [];
  watch.subscribe(() => {
    const state = watch.getState();
    if (state.phase === "shown") cuts.push(state.cut?.code ?? null);
  });
  (await until(watch, (state) => state.phase === "shown" && state.job.state === "done"))();
  expect(cuts).toContain("server-unreachable");
  expect(watch.getState()).toMatchObject({ phase: "shown", cut: null });
  expect(log.opened).toBe(3);
});

test("takes the end of the stream of a job that has not ended for a cut", async () => {
  const { watch } = api([{ events: [running({ state: "paused" })], end: null }]);
  (await until(watch, (state) => state.phase === "shown" && state.cut?.code === "stream-closed"))();
});

test("waits for a database that is away", async () => {
  const { watch } = api([
    { events: [], end: { code: "store-down", title: "Away.", status: 503 } },
    { events: [done()], end: null },
  ]);
  const leave = await until(watch, (state) => state.phase === "reading" && state.problem?.code === "store-down");
  await until(watch, (state) => state.phase === "shown");
  leave();
});

test.each([401, 403, 404])("does not try again after %i", async (status) => {
  const { watch, log } = api([{ events: [], end: { code: "no", title: "No.", status } }]);
  const leave = await until(watch, (state) => state.phase === "refused");
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(log.opened).toBe(1);
  leave();
});

test("closes the stream when nobody looks any more", async () => {
  const { watch, log } = api([{ events: [running()], end: "open" }]);
  (await until(watch, (state) => state.phase === "shown"))();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(log.opened).toBe(1);
});

test("says why a wish was refused", async () => {
  const refusal: Problem = { code: "job-ended", title: "The job has already ended.", status: 409 };
  const { watch, log } = api([{ events: [running()], end: "open" }], [refusal]);
  const leave = await until(watch, (state) => state.phase === "shown");
  await watch.ask("pause");
  expect(log.asked).toEqual(["pause"]);
  expect(watch.getState()).toMatchObject({ wish: null, refusal });
  leave();
});
