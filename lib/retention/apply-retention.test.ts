import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import type { TaggingJobState } from "#lib/domain/tagging.ts";
import { auditRecord, nodeSpan, taggingJob, taggingNode } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { applyRetention } from "./apply-retention.ts";
import { retainJobs } from "./retain-jobs.ts";

const NOW = new Date("2026-11-24T14:02:31Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const CELL = { account: "111111111111", region: "eu-west-1" };
const EVERYTHING = { auditDays: 90, historyDays: 90, jobDays: 90 };

let store: Store;
let dataDir: string;

beforeAll(async () => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  Object.assign(globalThis, { cadoReachConfig: { policy: "documented-tagged" } });
  store = await startTestStore();
});
afterAll(async () => {
  await store.close();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  Reflect.deleteProperty(globalThis, "cadoReachConfig");
});
beforeEach(async () => {
  await emptyStore(store);
  dataDir = mkdtempSync(join(tmpdir(), "cado-reach-retention-"));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
  vi.restoreAllMocks();
});

type Seeded = { state?: TaggingJobState; days: number; undoOf?: string; expiryOf?: string; expires?: boolean; nodes?: number };

/** A job that ended, or was started, so many days ago. */
async function job({ state = "done", days, undoOf, expiryOf, expires = false, nodes = 2 }: Seeded): Promise<string> {
  const id = randomUUID();
  const at = daysAgo(days);
  await store.db.insert(taggingJob).values({
    id,
    state,
    action: "tag",
    tagKey: "CadoResponseSSMEnabled",
    tagValue: "True",
    planHash: "h",
    dryRuns: [],
    undoOf: undoOf ?? null,
    expiryOf: expiryOf ?? null,
    actor: systemActor("test"),
    reason: `of ${id}`,
    incidentOwner: expires ? "Owner" : null,
    expiresAt: expires ? at : null,
    total: nodes,
    counts: { pending: 0, written: 0, verified: nodes, already: 0, failed: 0, skipped: 0 },
    createdAt: at,
    validUntil: at,
    startedAt: at,
    finishedAt: state === "done" || state === "cancelled" ? at : null,
  });
  await store.db.execute(sql`
    insert into tagging_node (job_id, at, account, region, node_id, plan, state, request_ids, intended)
    select ${id}, at, ${CELL.account}, ${CELL.region}, 'i-' || at, 'change', 'verified', '[]', true from generate_series(0, ${nodes - 1}) as at`);
  return id;
}

const left = async () => new Set((await store.db.select({ id: taggingJob.id }).from(taggingJob)).map(({ id }) => id));
const archived = () => readdirSync(join(dataDir, "archive"));

describe("retainJobs", () => {
  it("takes away jobs that ended long ago, nodes and all, each in an archive and in the audit log", async () => {
    const old = await job({ days: 100, nodes: 12_000 });
    const cancelled = await job({ days: 91, state: "cancelled" });
    const young = await job({ days: 89 });
    expect(await retainJobs(store, daysAgo(90), NOW, dataDir)).toMatchObject({ removed: 2 });
    expect(await left()).toEqual(new Set([young]));
    expect(await store.db.$count(taggingNode, eq(taggingNode.jobId, old))).toBe(0);
    expect(archived().sort()).toEqual([old, cancelled].map((id) => `job-2026-11-24T140231Z-${id}.json.gz`).sort());
    const kept = JSON.parse(
      gunzipSync(readFileSync(join(dataDir, "archive", `job-2026-11-24T140231Z-${old}.json.gz`))).toString(),
    );
    expect(kept).toMatchObject({ report: "job", job: { id: old, reason: `of ${old}` } });
    expect(kept.nodes).toHaveLength(12_000);
    const records = await store.db.select().from(auditRecord);
    expect(records.map(({ body }): unknown => JSON.parse(body).entry)).toMatchObject([
      { kind: "retention", table: "tagging_job", removed: 1 },
      { kind: "retention", table: "tagging_job", removed: 1 },
    ]);
  });

  it.each(["queued", "applying", "paused"] as const)("keeps a job that is %s, however old", async (state) => {
    const id = await job({ days: 400, state });
    await retainJobs(store, daysAgo(90), NOW, dataDir);
    expect(await left()).toEqual(new Set([id]));
  });

  it("keeps an incident that nothing has taken back, and a job that is being undone", async () => {
    const open = await job({ days: 400, expires: true });
    const undone = await job({ days: 400 });
    const undo = await job({ days: 1, state: "applying", undoOf: undone });
    await retainJobs(store, daysAgo(90), NOW, dataDir);
    expect(await left()).toEqual(new Set([open, undone, undo]));
  });

  it("takes away an incident that was taken back", async () => {
    const incident = await job({ days: 400, expires: true });
    await job({ days: 399, undoOf: incident, expiryOf: incident });
    expect(await retainJobs(store, daysAgo(90), NOW, dataDir)).toMatchObject({ removed: 2 });
    expect(await left()).toEqual(new Set());
  });
});

describe("applyRetention", () => {
  async function seed(): Promise<void> {
    await job({ days: 100 });
    const span = { name: "", runCommand: "blocked", portForwarding: "blocked", tagState: "absent", tags: null, digest: "d" };
    await store.db.insert(nodeSpan).values({ ...CELL, nodeId: "i-1", fromAt: daysAgo(200), toAt: daysAgo(100), ...span });
    const entry = { kind: "sign-out", actor: systemActor("test") } as const;
    await store.transact("test", (tx) => appendAudit(tx, [entry], { now: daysAgo(100) }));
  }

  it("takes away what the configuration says, with everything in archives first", async () => {
    await seed();
    const results = await applyRetention(store, NOW, { retention: EVERYTHING, dataDir });
    expect(results.map(({ what, retained }) => [what, retained?.removed])).toEqual([
      ["jobs", 1],
      ["history", 1],
      ["audit", 1],
    ]);
    expect(archived()).toHaveLength(3);
  });

  it("does its work once a day, whoever asks", async () => {
    const options = { retention: EVERYTHING, dataDir };
    const asked = await Promise.all([1, 2].map(() => applyRetention(store, NOW, options)));
    expect(asked.map((results) => results.length).sort()).toEqual([0, 3]);
    expect(await applyRetention(store, new Date(NOW.getTime() + 22 * 3_600_000), options)).toEqual([]);
    expect(await applyRetention(store, new Date(NOW.getTime() + 24 * 3_600_000), options)).toHaveLength(3);
  });

  it("deletes nothing where archives cannot be written, says so, and tries again at the next call", async () => {
    await seed();
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    writeFileSync(join(dataDir, "archive"), "in the way");
    const options = { retention: EVERYTHING, dataDir };
    expect(await applyRetention(store, NOW, options)).toEqual(
      ["jobs", "history", "audit"].map((what) => ({ what, retained: null })),
    );
    expect(said).toHaveBeenCalledTimes(3);
    expect(await left()).toHaveProperty("size", 1);
    expect(await store.db.$count(nodeSpan)).toBe(1);
    expect(await store.db.$count(auditRecord)).toBe(1);
    rmSync(join(dataDir, "archive"));
    expect((await applyRetention(store, NOW, options)).map(({ retained }) => retained?.removed)).toEqual([1, 1, 1]);
  });

  it("keeps everything for good unless told otherwise", async () => {
    await seed();
    const retention = { auditDays: null, historyDays: null, jobDays: null };
    expect(await applyRetention(store, NOW, { retention, dataDir })).toEqual([]);
    expect(await store.db.$count(auditRecord)).toBe(1);
  });
});
