import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStore } from "#e2e/test-store.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Store } from "#lib/store/store.ts";
import type { JobStore } from "../job-store.ts";
import { createJobStore } from "./job-store-on.ts";

/** More than two pages of it. */
const NODES = 2345;
const CELL = { account: "111111111111", region: "eu-west-1" };
const ACTOR = { kind: "script", name: "test", session: "", from: "" } as const;
const idOf = (at: number) => `i-${at}`;
const id = randomUUID();

let store: Store;
let jobs: JobStore;

beforeAll(async () => {
  store = await startTestStore();
  jobs = createJobStore(store);
  await jobs.savePlan({
    id,
    hash: "h",
    action: "tag",
    tag: DOCUMENTED_TAG,
    actor: ACTOR,
    undoOf: null,
    createdAt: new Date(),
    validUntil: new Date(),
    dryRuns: [],
    nodes: Array.from({ length: NODES }, (_, at) => {
      const before = { state: "absent" as const, found: [] };
      return { ...CELL, id: idOf(at), plan: "change" as const, before, goal: [DOCUMENTED_TAG], steps: [] };
    }),
  });
  await jobs.start(id, { actor: ACTOR, reason: "r", reference: "", incident: null, idempotencyKey: null, expiryOf: null });
}, 30_000);
afterAll(() => store.close());

test("a job of many pages of nodes is read whole and in its order, by its worker and by whoever looks", async () => {
  const run = await jobs.take(id);
  const whole = await jobs.find(id);
  const changes = await jobs.changesSince(id, -1);
  const ids = Array.from({ length: NODES }, (_, at) => idOf(at));
  expect(run?.nodes.map((node) => node.id)).toEqual(ids);
  expect(run?.nodes.map(({ at }) => at)).toEqual(ids.map((_, at) => at));
  expect(whole?.outcomes.map((outcome) => outcome.id)).toEqual(ids);
  expect(changes?.changed.map(({ outcome }) => outcome.id)).toEqual(ids);

  const places = ids.map((_, at) => at).filter((at) => at % 2 === 0);
  await run?.intend(CELL, places);
  expect((await jobs.writtenNodes(id)).map(({ at }) => at)).toEqual(places);
  const later = await jobs.changesSince(id, changes?.version ?? 0);
  expect(later?.changed.map(({ at }) => at)).toEqual(places);
});

test("a step of a large job looks at its own nodes alone", async () => {
  const places = Array.from({ length: 200 }, (_, at) => at);
  const plan = await store.db.execute(sql`explain update tagging_node set intended = true
    where job_id = ${id}::uuid and not intended and at = any(${sql.param(places)}::int[])`);
  expect(JSON.stringify(plan)).toContain("tagging_node_job_id_at_pk");
});
