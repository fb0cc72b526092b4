import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { coverageAt } from "#lib/history/coverage-at.ts";
import { auditRecord, cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { findHistoryCut } from "./history-cut.ts";
import { retainHistory } from "./retain-history.ts";

const NOW = new Date("2026-11-24T14:02:31Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const CELL = { account: "111111111111", region: "eu-west-1" };

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

const span = (nodeId: string, from: number, to: number | null) => ({
  ...CELL,
  nodeId,
  fromAt: daysAgo(from),
  toAt: to === null ? null : daysAgo(to),
  name: `name of ${nodeId}`,
  runCommand: "reachable",
  portForwarding: "blocked",
  tagState: "exact",
  tags: { CadoResponseSSMEnabled: "True" },
  digest: "d",
});

const reading = (days: number, state: string, region = CELL.region) => ({
  ...CELL,
  region,
  at: daysAgo(days),
  state,
  nodes: 1,
  problem: null,
  policy: "documented-tagged:1",
});

async function seed() {
  await store.db
    .insert(nodeSpan)
    .values([
      span("i-closed-long-ago", 200, 100),
      span("i-closed-lately", 200, 10),
      span("i-open-for-long", 200, null),
      ...Array.from({ length: 2_500 }, (_, at) => span(`i-${at}`, 300, 200)),
    ]);
  await store.db
    .insert(cellReading)
    .values([
      reading(200, "read"),
      reading(150, "read"),
      reading(140, "changed"),
      reading(120, "failed"),
      reading(100, "denied"),
      reading(10, "read"),
      reading(150, "read", "us-east-1"),
    ]);
}

it("takes away what only tells of moments before the cut, and leaves every later moment as it was", async () => {
  await seed();
  const moments = [90, 50, 9].map(daysAgo);
  const coverage = (at: Date) => coverageAt(store.db, at, "run-command").then(({ counts, cells }) => ({ counts, cells }));
  const before = await Promise.all(moments.map(coverage));
  expect(await retainHistory(store, daysAgo(90), NOW, dataDir)).toMatchObject({ removed: 2_501 + 3 });
  expect(await Promise.all(moments.map(coverage))).toEqual(before);
  const spans = await store.db.select().from(nodeSpan).orderBy(asc(nodeSpan.nodeId));
  expect(spans.map(({ nodeId }) => nodeId)).toEqual(["i-closed-lately", "i-open-for-long"]);
  expect(await findHistoryCut(store.db)).toEqual(daysAgo(90));
});

it("has put every row that went into an archive, and says in the audit log what went", async () => {
  await seed();
  await retainHistory(store, daysAgo(90), NOW, dataDir);
  const read = (name: string) =>
    gunzipSync(readFileSync(join(dataDir, "archive", name)))
      .toString()
      .trimEnd()
      .split("\n");
  expect(readdirSync(join(dataDir, "archive")).sort()).toEqual([
    "cell-reading-2026-11-24T140231Z.ndjson.gz",
    "node-span-2026-11-24T140231Z.ndjson.gz",
  ]);
  const spans = read("node-span-2026-11-24T140231Z.ndjson.gz").map((line): { node_id: string } => JSON.parse(line));
  expect(new Set(spans.map(({ node_id }) => node_id)).size).toBe(2_501);
  const readings = read("cell-reading-2026-11-24T140231Z.ndjson.gz").map((line): { state: string } => JSON.parse(line));
  expect(readings.map(({ state }) => state).sort()).toEqual(["changed", "failed", "read"]);
  const records = await store.db.select().from(auditRecord).orderBy(asc(auditRecord.seq));
  const told = records.map(({ body }): { entry: unknown } => JSON.parse(body)).map(({ entry }) => entry);
  expect(told).toMatchObject([
    { kind: "retention", table: "node_span", removed: 2_501 },
    { kind: "retention", table: "cell_reading", removed: 3 },
  ]);
});
