import { eq, sql } from "drizzle-orm";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { appendAudit } from "#lib/audit/append-audit.ts";
import type { Actor } from "#lib/domain/actor.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import { nodeSpan, taggingJob, taggingNode } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { jobCsv } from "./job-csv.ts";
import { type JobHead, readJobHead } from "./job-head.ts";
import { jobJson } from "./job-json.ts";
import { jobPage } from "./job-page.ts";

const ID = "0a4f4f0e-3a51-4f0e-9d5e-1d8a8b9f2c11";
const NOW = new Date("2026-11-24T14:02:31.120Z");
const HOSTILE = '=cmd|"/c calc"!A1</td><script>alert(1)</script>';
const NODES = 1_205;
const CELL = { account: "111111111111", region: "eu-west-1" };
const ACTOR: Actor = { kind: "browser", name: "<b>Responder</b>", session: "s1", from: "192.0.2.7" };
const TAG = { key: "CadoResponseSSMEnabled", value: "True" };
const ABSENT: TagReading = { state: "absent", found: [] };
const EXACT: TagReading = { state: "exact", found: [TAG] };

let store: Store;

beforeAll(async () => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  Object.assign(globalThis, { cadoReachConfig: { policy: "documented-tagged" } });
  store = await startTestStore();
  await emptyStore(store);
  await seed();
});
afterAll(async () => {
  await store.close();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  Reflect.deleteProperty(globalThis, "cadoReachConfig");
});

const nodeId = (at: number) => `i-${at.toString(16).padStart(17, "0")}`;

async function seed(): Promise<void> {
  const counts = { pending: 0, written: 0, verified: NODES - 1, already: 0, failed: 1, skipped: 0 };
  await store.db.insert(taggingJob).values({
    id: ID,
    state: "done",
    action: "tag",
    tagKey: TAG.key,
    tagValue: TAG.value,
    planHash: "h",
    dryRuns: [{ ...CELL, action: "ec2:CreateTags", allowed: false }],
    actor: ACTOR,
    reason: HOSTILE,
    reference: "INC-1042",
    total: NODES,
    counts,
    createdAt: NOW,
    validUntil: NOW,
    startedAt: NOW,
    finishedAt: new Date(NOW.getTime() + 60_000),
  });
  const problem = { code: "InvalidInstanceID.NotFound", title: "The instance no longer exists.", detail: "said AWS" };
  // One statement that makes its rows: as parameters they take longer than everything else here.
  await store.db.execute(sql`
    insert into tagging_node (job_id, at, account, region, node_id, plan, state, before, goal, after, request_ids)
    select ${ID}, at, ${CELL.account}, ${CELL.region}, 'i-' || lpad(to_hex(at), 17, '0'), 'change', 'verified', ${JSON.stringify(ABSENT)}::jsonb,
      ${JSON.stringify([TAG])}::jsonb, ${JSON.stringify(EXACT)}::jsonb, jsonb_build_array('request-' || (at / 200))
    from generate_series(0, ${NODES - 1}) as at`);
  await store.db.update(taggingNode).set({ state: "failed", after: null, problem }).where(eq(taggingNode.at, 1));
  const before: TagReading = { state: "wrong-value", found: [{ key: TAG.key, value: HOSTILE }] };
  await store.db.update(taggingNode).set({ before }).where(eq(taggingNode.at, 2));
  await store.db.insert(nodeSpan).values({
    ...CELL,
    nodeId: nodeId(0),
    fromAt: NOW,
    toAt: null,
    name: HOSTILE,
    runCommand: "reachable",
    portForwarding: "unknown",
    tagState: "exact",
    tags: null,
    digest: "d",
  });
  const job = {
    kind: "job",
    actor: ACTOR,
    job: ID,
    action: "tag",
    tag: TAG,
    reason: HOSTILE,
    reference: "INC-1042",
    undoOf: null,
    nodes: NODES,
  } as const;
  const attempt = { kind: "attempt", actor: ACTOR, job: ID, attempt: "a", ...CELL, step: { op: "create", ...TAG } } as const;
  const entries: AuditEntry[] = [
    { ...job, what: "started" },
    { ...attempt, nodes: [nodeId(0), nodeId(2)], result: "accepted", requestId: "request-0" },
    { ...attempt, nodes: [nodeId(1)], result: "refused", requestId: "request-1", problem },
    {
      kind: "node",
      actor: ACTOR,
      job: ID,
      ...CELL,
      id: nodeId(0),
      state: "verified",
      reason: "",
      reference: "",
      before: [],
      after: [TAG],
      requestIds: ["request-0"],
    },
    { ...job, what: "finished", counts },
  ];
  await store.transact("seed", (tx) => appendAudit(tx, entries, { now: NOW }));
}

async function head(): Promise<JobHead> {
  const found = await readJobHead(store, ID, NOW);
  if (found === undefined) throw new Error("the job is there");
  return found;
}

async function whole(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("the change record of a job", () => {
  it("names scope, gaps, course, policy in force and the head of the audit log", async () => {
    expect(await head()).toMatchObject({
      report: "job",
      madeAt: NOW.toISOString(),
      job: { id: ID, state: "done", reason: HOSTILE, total: NODES },
      policy: "documented-tagged",
      scope: [{ ...CELL, nodes: NODES, verified: NODES - 1, already: 0, failed: 1, skipped: 0 }],
      gaps: [{ code: "InvalidInstanceID.NotFound", title: "The instance no longer exists.", nodes: 1 }],
      history: [
        { seq: 1, what: "started", actor: ACTOR },
        { seq: 5, what: "finished" },
      ],
      auditHead: { seq: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("is not there for a job that is not there", async () => {
    expect(await readJobHead(store, "0a4f4f0e-3a51-4f0e-9d5e-1d8a8b9f2c12", NOW)).toBeUndefined();
  });

  it("has every node once as CSV, in the order of the request, and nothing in it is a formula", async () => {
    const text = await whole(jobCsv(store.db, await head()));
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map(({ id }) => id)).toEqual(Array.from({ length: NODES }, (_, at) => nodeId(at)));
    expect(data[0]).toMatchObject({
      job: ID,
      name: `'${HOSTILE}`,
      result: "verified",
      before: "(not tagged)",
      after: "CadoResponseSSMEnabled=True",
      "ended at": NOW.toISOString(),
      "run command": "reachable",
      "port forwarding": "unknown",
      "request ids": "request-0",
    });
    expect(data[1]).toMatchObject({ result: "failed", after: "", code: "InvalidInstanceID.NotFound", "run command": "" });
    expect(data.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it("is one JSON document with every node and every call", async () => {
    const { calls, nodes, ...rest } = JSON.parse(await whole(jobJson(store.db, await head())));
    expect(rest).toEqual(JSON.parse(JSON.stringify(await head())));
    expect(nodes).toHaveLength(NODES);
    expect(nodes[1]).toMatchObject({ at: 1, problem: { detail: "said AWS" }, endedAt: null, reach: null });
    expect(calls).toMatchObject([
      { seq: 2, nodes: 2, result: "accepted", requestId: "request-0", problem: null },
      { seq: 3, nodes: 1, result: "refused", problem: { code: "InvalidInstanceID.NotFound" } },
    ]);
  });

  it("is a page with every node, in which nobody’s text is markup", async () => {
    const page = await whole(jobPage(store.db, await head(), "the-nonce"));
    expect(page.match(/<td class="number">[\d,]+<\/td><td>.*?i-[0-9a-f]{17}/gs)).toHaveLength(NODES);
    expect(page).not.toMatch(/<script>|<b>Responder/);
    expect(page).toContain("&#60;script&#62;alert(1)");
    expect(page.match(/<(script|style) nonce="the-nonce">/g)).toHaveLength(2);
    expect(page).toContain("before the start AWS refused");
    expect(page.trimEnd().endsWith("</html>")).toBe(true);
  });
});
