import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { parseRecordLine } from "#lib/audit/record-line.ts";
import { createChainCheck } from "#lib/audit/verify-chain.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { readAuditHead } from "#lib/reports/audit-head.ts";
import { auditRecord } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { retainAudit } from "./retain-audit.ts";

const KEY = null;
const NOW = new Date("2026-11-24T14:02:31Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

let store: Store;
let dataDir: string;

beforeAll(async () => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  store = await startTestStore();
});
afterAll(async () => {
  await store.close();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
});
beforeEach(async () => {
  await emptyStore(store);
  dataDir = mkdtempSync(join(tmpdir(), "cado-reach-retention-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function record(count: number, at: Date): Promise<void> {
  const entry = { kind: "sign-out", actor: systemActor("test") } as const;
  await store.transact("test", (tx) =>
    appendAudit(
      tx,
      Array.from({ length: count }, () => entry),
      { now: at, key: KEY },
    ),
  );
}

/** What `reach audit verify` says of what is left. */
async function verify() {
  const check = createChainCheck({ key: KEY, head: (await readAuditHead(store.db)) ?? null });
  const rows = await store.db.select().from(auditRecord).orderBy(asc(auditRecord.seq));
  for (const { seq, at, body, prevHash, hash } of rows) {
    check.add({ seq, at: at.toISOString(), body, prevHash, hash, differs: null });
  }
  return check.end();
}

it("takes the old records away into an archive that can be verified, and leaves a chain that can", async () => {
  await record(12_000, daysAgo(100));
  await record(30, daysAgo(1));
  expect(await retainAudit(store, daysAgo(90), NOW, dataDir)).toMatchObject({ removed: 12_000 });
  // Three transactions took records away; each left one that says so.
  expect(await verify()).toMatchObject({ ok: true, records: 33, first: { seq: 12_001 } });

  const [name] = readdirSync(join(dataDir, "archive"));
  expect(name).toBe("audit-1-12000-2026-11-24T140231Z.ndjson.gz");
  const lines = gunzipSync(readFileSync(join(dataDir, "archive", name ?? "")))
    .toString()
    .split("\n")
    .slice(0, -1);
  const check = createChainCheck({ key: KEY });
  for (const line of lines) check.add(parseRecordLine(line));
  expect(check.end()).toMatchObject({ ok: true, records: 12_000 });
});

it("can take every record away, and again later", async () => {
  await record(5, daysAgo(100));
  await retainAudit(store, daysAgo(90), NOW, dataDir);
  expect(await verify()).toMatchObject({ ok: true, records: 1, first: { seq: 6 } });
  await record(5, NOW);
  await retainAudit(store, new Date(NOW.getTime() + 1), new Date(NOW.getTime() + 1), dataDir);
  expect(await verify()).toMatchObject({ ok: true, records: 1 });
});

it("keeps a record that is old where one before it is young: only the beginning of a chain can go", async () => {
  await record(2, daysAgo(100));
  await record(1, daysAgo(1));
  await record(2, daysAgo(95));
  expect(await retainAudit(store, daysAgo(90), NOW, dataDir)).toMatchObject({ removed: 2 });
  expect(await verify()).toMatchObject({ ok: true, first: { seq: 3 } });
});

it("does nothing where nothing is old enough", async () => {
  await record(2, daysAgo(1));
  expect(await retainAudit(store, daysAgo(90), NOW, dataDir)).toEqual({ removed: 0, archive: null });
  expect(readdirSync(dataDir)).toEqual([]);
});

it("deletes nothing where the archive cannot be written", async () => {
  await record(5, daysAgo(100));
  writeFileSync(join(dataDir, "archive"), "in the way");
  await expect(retainAudit(store, daysAgo(90), NOW, dataDir)).rejects.toThrow();
  expect(await verify()).toMatchObject({ ok: true, records: 5, first: { seq: 1 } });
});
