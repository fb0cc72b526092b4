import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type PostgresServer, startPostgres } from "#e2e/postgres-server.ts";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, PlannedNode, TaggingOutcome } from "#lib/domain/tagging.ts";
import { openPostgres } from "#lib/store/open-postgres.ts";
import { auditRecord, taggingAttempt } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { transactOn } from "#lib/store/transact.ts";
import { type ChangedOutcome, type JobRun, type JobStore, LostJob, type NewPlan, type StartJob } from "../job-store.ts";
import { createJobStore } from "./job-store-on.ts";

const ACTOR: Actor = { kind: "browser", name: "On call", session: "b0", from: "::1" };
const CELL = { account: "111111111111", region: "eu-west-1" };
const ABSENT = { state: "absent", found: [] } as const;
const EXACT = { state: "exact", found: [DOCUMENTED_TAG] } as const;
const DENIED = { code: "AccessDenied", title: "AWS denied it." };
const NO_COUNTS = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 };

let server: PostgresServer | undefined;
const OPEN = {
  pglite: startTestStore,
  async postgres() {
    server = await startPostgres();
    return openPostgres(server.url);
  },
};

beforeAll(() => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  return () => vi.unstubAllEnvs();
});
afterAll(() => server?.close());

describe.each(["pglite", "postgres"] as const)("on %s", (kind) => {
  let store: Store;
  let jobs: JobStore;

  beforeAll(async () => {
    store = await OPEN[kind]();
    jobs = createJobStore(store);
  }, 60_000);
  afterAll(() => store?.close());
  beforeEach(() => emptyStore(store));

  async function plan(given: Partial<NewPlan> = {}): Promise<NewPlan> {
    const made = newPlan(given);
    await jobs.savePlan(made);
    return made;
  }

  async function startedJob(given: Partial<NewPlan> = {}, start: Partial<StartJob> = {}): Promise<string> {
    const { id } = await plan(given);
    expect(await jobs.start(id, starting(start))).toEqual({ result: "started", id });
    return id;
  }

  async function takenJob(given: Partial<NewPlan> = {}): Promise<JobRun> {
    return take(await startedJob(given));
  }

  async function take(id: string): Promise<JobRun> {
    const run = await jobs.take(id);
    if (run === undefined) throw new Error("There was nothing to take.");
    return run;
  }

  /** Ids of the jobs in the queue that no worker has yet, a job once for each time. */
  async function queued(): Promise<string[]> {
    return (await store.boss.findJobs<{ job: string }>("tagging", { queued: true })).map(({ data }) => data.job);
  }

  async function records(id: string) {
    const rows = await store.db.select().from(auditRecord).orderBy(auditRecord.seq);
    return rows.filter(({ jobId }) => jobId === id).map(({ body }) => JSON.parse(body).entry);
  }

  test("keeps a plan until somebody starts it, and a plan is no job", async () => {
    const nodes = [changing("i-1"), already("i-2"), cannot("i-3")];
    const dryRuns = [{ ...CELL, action: "ec2:CreateTags", allowed: true }];
    const made = await plan({ nodes, dryRuns });
    const { nodes: _, ...head } = made;
    expect(await jobs.findPlan(made.id)).toEqual({ ...head, change: 1, total: 3, state: "planned" });
    expect(await jobs.find(made.id)).toBeUndefined();
    expect(await jobs.summary(made.id)).toBeUndefined();
    expect(await jobs.changesSince(made.id, -1)).toBeUndefined();
    expect(await jobs.take(made.id)).toBeUndefined();
    expect(await jobs.list({ limit: 10 })).toEqual([]);
    expect(await jobs.findPlan(randomUUID())).toBeUndefined();
    expect(await queued()).toEqual([]);
  });

  test("starts a plan as a job in the order of the request, with a record and one place in the queue", async () => {
    const id = await startedJob({ nodes: [changing("i-3"), already("i-1"), cannot("i-2")] }, { reference: "INC-1" });
    expect(await jobs.find(id)).toMatchObject({
      state: "queued",
      reference: "INC-1",
      counts: { ...NO_COUNTS, pending: 1, already: 1, skipped: 1 },
      outcomes: [
        { id: "i-3", state: "pending", before: ABSENT, after: null },
        { id: "i-1", state: "already", before: EXACT, after: EXACT },
        { id: "i-2", state: "skipped", problem: { title: "It is not there." } },
      ],
    });
    expect(await queued()).toEqual([id]);
    expect(await records(id)).toMatchObject([{ kind: "job", what: "started", nodes: 1, reference: "INC-1" }]);
  });

  test("a start that is cut off before it is kept leaves the plan, no record and nothing in the queue", async () => {
    const { id } = await plan();
    const cut = (): never => {
      throw new Error("cut off");
    };
    const cutOff = createJobStore({ ...store, transact: transactOn(store.db, { onDurable: cut }) });
    await expect(cutOff.start(id, starting())).rejects.toThrow("cut off");
    expect(await queued()).toEqual([]);
    expect(await records(id)).toEqual([]);
    expect(await jobs.findPlan(id)).toMatchObject({ state: "planned" });
    expect(await jobs.start(id, starting())).toEqual({ result: "started", id });
    expect(await queued()).toEqual([id]);
  });

  test("a key starts one job, however often and at the same time it is sent, and is refused for another plan", async () => {
    const [one, other] = [await plan(), await plan()];
    const start = starting({ idempotencyKey: "k" });
    const results = await Promise.all([1, 2, 3, 4].map(() => jobs.start(one.id, start)));
    expect(results.map(({ result }) => result).sort()).toEqual(["started", "started-before", "started-before", "started-before"]);
    expect(await jobs.start(other.id, start)).toEqual({ result: "key-reused", id: null });
    expect(await jobs.start(one.id, starting({ idempotencyKey: "another" }))).toEqual({ result: "no-such-plan", id: null });
    expect(await jobs.start(one.id, starting())).toEqual({ result: "no-such-plan", id: null });
    expect(await jobs.start(randomUUID(), starting())).toEqual({ result: "no-such-plan", id: null });
    expect(await queued()).toEqual([one.id]);
    expect(await records(one.id)).toHaveLength(1);
  });

  test("one of two plans that are started with one key at the same time is refused", async () => {
    const plans = await Promise.all([plan(), plan()]);
    const results = await Promise.all(plans.map(({ id }) => jobs.start(id, starting({ idempotencyKey: "k" }))));
    expect(results.map(({ result }) => result).sort()).toEqual(["key-reused", "started"]);
    expect(await queued()).toHaveLength(1);
  });

  test("the end of an incident starts one job, whoever looks at the same time", async () => {
    const incident = { owner: "On call", expiresAt: new Date().toISOString() };
    const expiryOf = await startedJob({}, { incident });
    const plans = await Promise.all([plan({ undoOf: expiryOf }), plan({ undoOf: expiryOf })]);
    const results = await Promise.all(plans.map(({ id }) => jobs.start(id, starting({ expiryOf }))));
    expect(results.map(({ result }) => result).sort()).toEqual(["expired-before", "started"]);
    const undoneBy = results.find(({ result }) => result === "started")?.id;
    expect(await jobs.summary(expiryOf)).toMatchObject({ incident, undoneBy });
  });

  test("a job that is taken again is lost for whoever had it: every step of theirs fails and changes nothing", async () => {
    const id = await startedJob();
    const first = await take(id);
    const { attempt } = await first.intend(CELL, [0]);
    const second = await take(id);
    const before = { job: await jobs.find(id), records: await records(id) };
    const steps: [string, () => Promise<unknown>][] = [
      ["intend", () => first.intend(CELL, [1])],
      ["answered", () => first.answered(attempt, [call(["i-0"])], [outcome(0, "written")])],
      ["settle", () => first.settle([outcome(0, "verified")])],
      ["setTrouble", () => first.setTrouble(DENIED)],
      ["orders", () => first.orders()],
      ["end done", () => first.end("done")],
      ["end paused", () => first.end("paused")],
    ];
    for (const [name, step] of steps) await expect(step(), name).rejects.toThrow(LostJob);
    expect({ job: await jobs.find(id), records: await records(id) }).toEqual(before);
    expect(await second.settle([outcome(0, "verified")])).toEqual({ asked: null });
  });

  test("of many who take a job at the same time one has it at the end", async () => {
    const id = await startedJob();
    const runs = await Promise.all([1, 2, 3, 4].map(() => take(id)));
    const ends = await Promise.allSettled(runs.map((run) => run.orders()));
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
  });

  test("claims are one job's, over another taking of it, until the node's outcome is kept or the job ends", async () => {
    const [one, other] = [await takenJob(), await takenJob()];
    expect(await one.intend(CELL, [0, 1, 2])).toMatchObject({ claimed: [0, 1, 2], busy: new Map() });
    expect(await other.intend(CELL, [1, 2, 3])).toMatchObject({
      claimed: [3],
      busy: new Map([1, 2].map((at) => [at, one.job.id])),
    });
    const again = await take(one.job.id);
    expect(again.nodes.map(({ intended }) => intended)).toEqual([true, true, true, false, false]);
    expect(await again.intend(CELL, [1, 2, 3])).toMatchObject({ claimed: [1, 2], busy: new Map([[3, other.job.id]]) });
    await again.settle([outcome(1, "verified"), outcome(2, "written")]);
    expect(await other.intend(CELL, [1, 2])).toMatchObject({ claimed: [1], busy: new Map([[2, one.job.id]]) });
    await again.end("paused");
    expect(await other.intend(CELL, [0, 1, 2, 3])).toMatchObject({ claimed: [0, 1, 2, 3], busy: new Map() });
  });

  test("two jobs that claim the same nodes in opposite order share them out, and neither waits for the other for ever", async () => {
    const nodes = Array.from({ length: 100 }, (_, at) => changing(`i-${at}`));
    const places = nodes.map((_, at) => at);
    const [one, other] = [await takenJob({ nodes }), await takenJob({ nodes: nodes.toReversed() })];
    const [mine, theirs] = await Promise.all([one.intend(CELL, places), other.intend(CELL, places)]);
    expect(mine.claimed.length + theirs.claimed.length).toBe(100);
    expect([...theirs.busy.keys()].map((at) => 99 - at).sort((a, b) => a - b)).toEqual(mine.claimed);
  });

  test("keeps what is about to be sent before, and each call with its request id after", async () => {
    const run = await takenJob();
    const { attempt } = await run.intend(CELL, [0, 1]);
    expect(await store.db.select().from(taggingAttempt)).toMatchObject([{ id: attempt, places: [0, 1], calls: null, ...CELL }]);
    const calls = [call(["i-0", "i-1"]), { ...call(["i-1"]), result: "refused" as const, problem: DENIED }];
    await run.answered(attempt, calls, [outcome(0, "written")]);
    expect(await store.db.select().from(taggingAttempt)).toMatchObject([{ calls, answeredAt: expect.any(Date) }]);
    await run.settle([outcome(0, "verified"), outcome(1, "failed")]);
    await run.end("done");
    expect(await records(run.job.id)).toMatchObject([
      { what: "started" },
      { kind: "attempt", attempt, result: "accepted", requestId: "r-1", nodes: ["i-0", "i-1"] },
      { kind: "attempt", attempt, result: "refused", problem: DENIED },
      { kind: "node", id: "i-0", state: "verified", before: [], after: [DOCUMENTED_TAG] },
      { kind: "node", id: "i-1", state: "failed" },
      { what: "finished", counts: { ...NO_COUNTS, pending: 3, verified: 1, failed: 1 } },
    ]);
    expect((await jobs.writtenNodes(run.job.id)).map(({ at }) => at)).toEqual([0, 1]);
  });

  test("counts are those of the nodes, and changes add up to the job, whatever comes in whatever order", async () => {
    const places = fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 5 });
    const state = fc.constantFrom<OutcomeState>("pending", "written", "verified", "failed", "skipped");
    const changed = fc.uniqueArray(fc.tuple(fc.nat(4), state), { selector: ([at]) => at, maxLength: 5 });
    const step = fc.oneof(
      places.map((at) => ({ name: `intend ${at}`, do: (run: JobRun) => run.intend(CELL, at) })),
      changed.map((all) => ({ name: `settle ${all}`, do: (run: JobRun) => run.settle(all.map(([at, to]) => outcome(at, to))) })),
      fc.tuple(places, changed).map(([at, all]) => ({
        name: `intend ${at}, answered ${all}`,
        async do(run: JobRun) {
          const { attempt } = await run.intend(CELL, at);
          await run.answered(
            attempt,
            [call(["i-0"])],
            all.map(([place, to]) => outcome(place, to)),
          );
        },
      })),
      fc.constant({ name: "trouble", do: (run: JobRun) => run.setTrouble(DENIED) }),
      fc.constant({ name: "pause", do: (run: JobRun) => jobs.ask(run.job.id, "pause", ACTOR) }),
      fc.constant({ name: "resume", do: (run: JobRun) => jobs.ask(run.job.id, "resume", ACTOR) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean(), fc.boolean()), { maxLength: 6 }), async (steps) => {
        const id = await startedJob();
        let run = await take(id);
        const seen: TaggingOutcome[] = [];
        let version = -1;
        for (const [{ do: act }, isTakenAfter, isLookedAt] of steps) {
          await act(run);
          if (isTakenAfter) run = await take(id);
          const job = await jobs.find(id);
          const counts: Record<OutcomeState, number> = { ...NO_COUNTS };
          for (const { state: at } of job?.outcomes ?? []) counts[at] += 1;
          expect(job?.counts).toEqual(counts);
          if (!isLookedAt) continue;
          const changes = await jobs.changesSince(id, version);
          for (const { at, outcome: now } of changes?.changed ?? []) seen[at] = now;
          version = changes?.version ?? version;
          expect({ ...changes?.job, outcomes: seen }).toEqual(job);
          expect((await jobs.changesSince(id, version))?.changed).toEqual([]);
        }
        await run.end("done");
      }),
      { numRuns: 8 },
    );
  });

  /** What is asked of a job in a state: whether it is taken, the state and what is asked after, and how often it was queued for that. */
  type Answer = [taken: boolean, state: string | undefined, asked: string | null | undefined, queuedFor: number];
  type Case = { bring: (id: string) => Promise<unknown>; pause: Answer; resume: Answer; cancel: Answer };
  const isAsked =
    (...orders: ("pause" | "resume" | "cancel")[]) =>
    async (id: string) => {
      for (const order of orders) expect(await jobs.ask(id, order, ACTOR)).toBe(true);
    };
  const ended = (state: "paused" | "cancelled" | "done") => async (id: string) => (await pausing(id)).end(state);
  const pausing = async (id: string) => {
    const run = await take(id);
    await isAsked("pause")(id);
    return run;
  };
  const CASES: Record<string, Case> = {
    queued: {
      bring: async () => undefined,
      pause: [true, "queued", "pause", 0],
      resume: [false, "queued", null, 0],
      cancel: [true, "queued", "cancel", 0],
    },
    "queued and asked to pause": {
      bring: isAsked("pause"),
      pause: [false, "queued", "pause", 0],
      resume: [true, "queued", null, 1],
      cancel: [true, "queued", "cancel", 0],
    },
    "queued and asked to cancel": {
      bring: isAsked("cancel"),
      pause: [false, "queued", "cancel", 0],
      resume: [false, "queued", "cancel", 0],
      cancel: [true, "queued", "cancel", 0],
    },
    applying: {
      bring: (id) => take(id),
      pause: [true, "applying", "pause", 0],
      resume: [false, "applying", null, 0],
      cancel: [true, "applying", "cancel", 0],
    },
    "applying and asked to pause": {
      bring: pausing,
      pause: [false, "applying", "pause", 0],
      resume: [true, "applying", null, 1],
      cancel: [true, "applying", "cancel", 0],
    },
    "applying and asked to cancel": {
      bring: async (id) => {
        await take(id);
        await isAsked("cancel")(id);
      },
      pause: [false, "applying", "cancel", 0],
      resume: [false, "applying", "cancel", 0],
      cancel: [true, "applying", "cancel", 0],
    },
    paused: {
      bring: ended("paused"),
      pause: [false, "paused", null, 0],
      resume: [true, "queued", null, 1],
      cancel: [true, "queued", "cancel", 1],
    },
    done: {
      bring: ended("done"),
      pause: [false, "done", null, 0],
      resume: [false, "done", null, 0],
      cancel: [false, "done", null, 0],
    },
    cancelled: {
      bring: ended("cancelled"),
      pause: [false, "cancelled", null, 0],
      resume: [false, "cancelled", null, 0],
      cancel: [false, "cancelled", null, 0],
    },
  };

  test.each(Object.entries(CASES))("takes and refuses orders as it has to when %s", async (_, { bring, ...orders }) => {
    for (const order of ["pause", "resume", "cancel"] as const) {
      const id = await startedJob();
      await bring(id);
      const before = (await queued()).length;
      const taken = await jobs.ask(id, order, ACTOR);
      const job = await jobs.summary(id);
      expect([taken, job?.state, job?.asked, (await queued()).length - before], order).toEqual(orders[order]);
    }
  });

  test("a plan, and what is not there, take no orders", async () => {
    for (const id of [(await plan()).id, randomUUID()]) {
      for (const order of ["pause", "resume", "cancel"] as const) expect(await jobs.ask(id, order, ACTOR)).toBe(false);
    }
  });

  test.each(["resume", "cancel"] as const)(
    "a pause that is followed by a %s while its worker ends is no end: the job is queued",
    async (order) => {
      const id = await startedJob();
      const run = await pausing(id);
      await store.boss.deleteAllJobs("tagging");
      await isAsked(order)(id);
      await run.end("paused");
      expect(await jobs.summary(id)).toMatchObject({ state: "queued", asked: order === "cancel" ? "cancel" : null });
      expect(await queued()).toEqual([id]);
      const next = await take(id);
      await next.end("cancelled");
      expect(await jobs.summary(id)).toMatchObject({ state: "cancelled", asked: null, finishedAt: expect.any(String) });
      expect(await jobs.take(id)).toBeUndefined();
    },
  );

  test("forgets plans that nobody started in time, and no job", async () => {
    const createdAt = new Date(Date.now() - 10_000);
    const [old, recent] = [await plan({ createdAt }), await plan()];
    const id = await startedJob({ createdAt });
    expect(await jobs.forgetPlans(new Date(Date.now() - 5_000))).toBe(1);
    expect(await jobs.findPlan(old.id)).toBeUndefined();
    expect(await jobs.start(old.id, starting())).toEqual({ result: "no-such-plan", id: null });
    expect(await jobs.findPlan(recent.id)).toBeDefined();
    expect((await jobs.find(id))?.outcomes).toHaveLength(5);
  });

  test("lists jobs newest first, page by page, each of them once", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift(await startedJob());
    const seen: string[] = [];
    for (;;) {
      const last = seen.at(-1);
      const page = await jobs.list({ limit: 3, ...(last === undefined ? {} : { before: last }) });
      if (page.length === 0) break;
      seen.push(...page.map(({ id }) => id));
    }
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(7);
    expect(seen.at(0)).toBe(ids.at(0));
  });

  test("keeps whatever text somebody has for a value or an id", async () => {
    const found = [{ key: "cado", value: `'; drop table tagging_job; -- "\\ \u2028 \u{1f512} =1+1` }];
    const node = { ...changing("{i-0},'\\"), before: { state: "wrong-value" as const, found } };
    const run = await takenJob({ nodes: [node] });
    await run.intend(CELL, [0]);
    await run.settle([
      { at: 0, outcome: { ...outcome(0, "verified").outcome, id: node.id, before: node.before, after: node.before } },
    ]);
    expect((await jobs.find(run.job.id))?.outcomes).toMatchObject([{ id: node.id, before: { found }, after: { found } }]);
  });
});

function newPlan(given: Partial<NewPlan>): NewPlan {
  const now = Date.now();
  return {
    id: randomUUID(),
    hash: "h",
    action: "tag",
    tag: DOCUMENTED_TAG,
    actor: ACTOR,
    undoOf: null,
    createdAt: new Date(now),
    validUntil: new Date(now + 900_000),
    nodes: [0, 1, 2, 3, 4].map((at) => changing(`i-${at}`)),
    dryRuns: [],
    ...given,
  };
}

function starting(given: Partial<StartJob> = {}): StartJob {
  return { actor: ACTOR, reason: "test", reference: "", incident: null, idempotencyKey: null, expiryOf: null, ...given };
}

function changing(id: string) {
  return {
    ...CELL,
    id,
    plan: "change" as const,
    before: ABSENT,
    goal: [DOCUMENTED_TAG],
    steps: [{ op: "create" as const, ...DOCUMENTED_TAG }],
  };
}

function already(id: string): PlannedNode {
  return { ...CELL, id, plan: "already", before: EXACT };
}

function cannot(id: string): PlannedNode {
  return { ...CELL, id, plan: "cannot", before: null, problem: { code: "gone", title: "It is not there." } };
}

function call(nodes: readonly string[]) {
  return { step: { op: "create" as const, ...DOCUMENTED_TAG }, nodes, result: "accepted" as const, requestId: "r-1" };
}

function outcome(at: number, state: OutcomeState): ChangedOutcome {
  const after = state === "pending" || state === "skipped" ? null : EXACT;
  const problem = state === "failed" ? { problem: DENIED } : {};
  return { at, outcome: { ...CELL, id: `i-${at}`, state, before: ABSENT, after, requestIds: ["r-1"], ...problem } };
}
