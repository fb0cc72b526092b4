import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type PostgresServer, startPostgres } from "#e2e/postgres-server.ts";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { verifyStore } from "#lib/audit/verify-store.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createJobStore } from "#lib/tagging/store/job-store-on.ts";
import { openPostgres } from "../open-postgres.ts";
import { cellReading, keptValue, nodeSpan } from "../schema.ts";
import type { Store } from "../store.ts";
import { backupStore, restoreStore } from "./backup-file.ts";
import { BACKUP_TABLES } from "./backup-format.ts";

const HOSTILE = 'a "b" \\ \n\t [",{"end":{}}] \u2028 \ud83d\ude00 =1+1 \\ud800';
const ACTOR: Actor = { kind: "script", name: HOSTILE, session: "", from: "" };
const NODES = 1001;

const folder = mkdtempSync(join(tmpdir(), "cado-reach-backup-"));
const file = join(folder, "one.gz");
let embedded: Store;
let server: PostgresServer;
let remote: Store;

beforeAll(async () => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  [embedded, server] = await Promise.all([startTestStore(), startPostgres()]);
  remote = await openPostgres(server.url);
}, 60_000);
afterAll(async () => {
  await Promise.all([embedded.close(), remote.close()]);
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  await Promise.all([emptyStore(embedded), emptyStore(remote)]);
});

/** Something in every table, a job that runs and one that waits among it. */
async function fill(store: Store): Promise<{ running: string; planned: string }> {
  const jobs = createJobStore(store);
  const plan = (id: string) => ({
    id,
    hash: "h",
    action: "tag" as const,
    tag: DOCUMENTED_TAG,
    actor: ACTOR,
    undoOf: null,
    createdAt: new Date(),
    validUntil: new Date(Date.now() + 60_000),
    dryRuns: [],
    nodes: Array.from({ length: NODES }, (_, at) => ({
      account: "111111111111",
      region: "eu-west-1",
      id: `i-${at}`,
      plan: "change" as const,
      before: { state: "absent" as const, found: [{ key: HOSTILE, value: "" }] },
      goal: [DOCUMENTED_TAG],
      steps: [{ op: "create" as const, ...DOCUMENTED_TAG }],
    })),
  });
  const [running, planned] = [randomUUID(), randomUUID()];
  await jobs.savePlan(plan(running));
  await jobs.savePlan(plan(planned));
  const purpose = { reason: HOSTILE, reference: "T-1", incident: null };
  await jobs.start(running, { ...purpose, actor: ACTOR, idempotencyKey: "k", expiryOf: null });
  const run = await jobs.take(running);
  await run?.intend({ account: "111111111111", region: "eu-west-1" }, [0, 1, 2]);
  await store.transact("test", async (tx) => {
    await appendAudit(tx, [{ kind: "sign-out", actor: ACTOR }]);
    const cell = { account: "111111111111", region: "eu-west-1" };
    await tx.insert(cellReading).values({ ...cell, at: new Date(), state: "read", nodes: 1, policy: "p" });
    const span = { name: HOSTILE, runCommand: "reachable", portForwarding: "tag", tagState: "exact", digest: "d" };
    await tx.insert(nodeSpan).values({ ...cell, ...span, nodeId: "i-1", fromAt: new Date(), tags: { [HOSTILE]: HOSTILE } });
    await tx.insert(keptValue).values({ key: HOSTILE, value: [HOSTILE, null, 1.5], at: new Date() });
  });
  return { running, planned };
}

async function contents(store: Store): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const table of BACKUP_TABLES) {
    const answer = (await store.db.execute(
      sql`select (to_jsonb(t) - 'epoch' - 'version' - 'state' - 'asked')::text as row from ${sql.identifier(table)} t order by 1`,
    )) as { rows: readonly { row: string }[] };
    all[table] = answer.rows.map(({ row }) => row);
  }
  return all;
}

test.each([
  ["the embedded database to a server", () => [embedded, remote] as const],
  ["a server to the embedded database", () => [remote, embedded] as const],
])("a backup takes every record to the letter from %s", async (_, both) => {
  const [from, to] = both();
  const { running } = await fill(from);
  const before = await contents(from);
  const rows = await backupStore(from, file);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(["one.gz"]);
  expect(await restoreStore(to, file)).toBe(rows);

  const after = await contents(to);
  const told = 1;
  expect(after.audit_record).toHaveLength((before.audit_record as unknown[]).length + told);
  for (const table of BACKUP_TABLES) if (!table.startsWith("audit_")) expect(after[table]).toEqual(before[table]);
  expect(after.audit_record).toEqual(expect.arrayContaining(before.audit_record as unknown[]));
  expect(await verifyStore(to.db, { key: null })).toMatchObject({ ok: true });
  const job = await createJobStore(to).find(running);
  expect(job).toMatchObject({ state: "paused", counts: { pending: NODES } });
});

test("a job that was at work is paused by a restore, does not begin by itself, and can be resumed", async () => {
  const { running } = await fill(embedded);
  await backupStore(embedded, file);
  await restoreStore(remote, file);
  const jobs = createJobStore(remote);
  expect(await jobs.take(running)).toBeUndefined();
  expect(await remote.boss.findJobs("tagging")).toEqual([]);
  expect(await jobs.ask(running, "resume", ACTOR)).toBe(true);
  expect(await remote.boss.findJobs("tagging")).toHaveLength(1);
  const run = await jobs.take(running);
  expect(run?.nodes.filter(({ intended }) => intended)).toHaveLength(3);
});

test("nothing is restored over records that are there", async () => {
  await fill(embedded);
  await backupStore(embedded, file);
  await remote.db.insert(keptValue).values({ key: "k", value: 1, at: new Date() });
  await expect(restoreStore(remote, file)).rejects.toThrow("There are records in this database already");
  const { kept_value, ...others } = await contents(remote);
  expect(kept_value).toHaveLength(1);
  expect(others).toMatchObject({ tagging_job: [], audit_record: [] });
});

test("of a backup that is damaged, cut off, of another make or of a newer Cado Reach nothing is restored, and it is said", async () => {
  await fill(embedded);
  await backupStore(embedded, file);
  const whole = readFileSync(file);
  const lines = gunzipSync(whole).toString().trimEnd().split("\n");
  const packed = (of: readonly string[]) => gzipSync(of.map((line) => `${line}\n`).join(""));
  const header = JSON.parse(lines[0] ?? "");
  const cases: readonly [string, Buffer, RegExp][] = [
    ["empty", Buffer.alloc(0), /not whole|no backup/],
    ["text", Buffer.from("hello"), /no backup/],
    ["another gzip", gzipSync("hello\n"), /no backup/],
    ["cut off", whole.subarray(0, whole.length - 2000), /damaged|not whole/],
    ["without its end", packed(lines.slice(0, -1)), /end is missing/],
    ["a row taken out", packed(lines.toSpliced(5, 1)), /rows of tagging_node are missing/],
    ["a row put in", packed(lines.toSpliced(5, 0, lines[5] ?? "")), /rows of tagging_node do not fit/],
    ["a row after the end", packed([...lines, lines[5] ?? ""]), /after the end/],
    ["an unknown table", packed(lines.toSpliced(5, 0, '["pg_authid",{"rolname":"x"}]')), /Line 6/],
    ["an unknown column", packed(lines.toSpliced(1, 0, '["kept_value",{"nothing":1}]')), /kept_value\.nothing/],
    ["a row that is not JSON", packed(lines.toSpliced(1, 0, '["kept_value",{]}]')), /not JSON/],
    ["newer", packed([JSON.stringify({ ...header, schema: header.schema + 1 }), ...lines.slice(1)]), /newer/],
  ];
  for (const [name, bytes, why] of cases) {
    writeFileSync(join(folder, "bad.gz"), bytes);
    await expect(restoreStore(remote, join(folder, "bad.gz")), name).rejects.toThrow(
      expect.objectContaining({ message: expect.stringMatching(why) }),
    );
    expect(await contents(remote), name).toMatchObject({ tagging_job: [], tagging_node: [], audit_record: [] });
  }
  rmSync(join(folder, "bad.gz"));
});

test("a backup that cannot be written leaves nothing behind", async () => {
  const path = join(folder, "no-such-folder", "one.gz");
  await expect(backupStore(embedded, path)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await embedded.db.select().from(keptValue)).toEqual([]);
});
