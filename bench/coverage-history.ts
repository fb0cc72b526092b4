// What the coverage history costs on the embedded database, on disk: `node --conditions=react-server bench/coverage-history.ts
// [INSTANCES]`. A first sweep writes every node, a second one finds nothing new, then tags change between sweeps. `held`: the
// longest that the event loop stood still meanwhile, and how often it did so for more than 50 ms. Questions are asked for 200
// points, and are medians of 5; the embedded database answers within one turn of the event loop.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Capability } from "../lib/domain/verdict.ts";
import { compareDates } from "../lib/history/compare-dates.ts";
import { coverageAt } from "../lib/history/coverage-at.ts";
import { coverageSeries } from "../lib/history/coverage-series.ts";
import { startHistory } from "../lib/history/start-history.ts";
import type { WireLine } from "../lib/inventory/wire.ts";
import { openPglite } from "../lib/store/open-pglite.ts";
import { benchEstate } from "./bench-estate.ts";

const CHANGED = 500;
const capability: Capability = "run-command";
const snapshot = benchEstate(Number(process.argv[2] ?? 100_000));
const listeners = new Set<(line: WireLine) => void>();
const folder = mkdtempSync(join(tmpdir(), "cado-reach-bench-"));
const store = await openPglite(folder);
const history = startHistory({ snapshot, subscribe }, async () => store, {
  policy: "documented-tagged",
  isConfigured: () => true,
  readRoles: async () => null,
});

let lastTickMs = performance.now();
let held: number[] = [];
setInterval(() => {
  const nowMs = performance.now();
  held.push(nowMs - lastTickMs);
  lastTickMs = nowMs;
}, 1).unref();

const startMs = Date.now();
process.stdout.write(`${snapshot.liveCount} nodes, ${snapshot.cells.length} cells\n`);
await timed("first sweep", 1, () => history.whenIdle());
await timed("sweep that finds nothing new", 3, sweep);
const changesMs = Date.now();
for (let round = 0; round < 3; round += 1) {
  await timed(`${CHANGED} nodes changed by a job`, 1, async () => changeNames(round));
  await timed("sweep after it", 1, sweep);
}
const toMs = Date.now();
for (const by of ["", "account", "region", "tag:Environment", "tag:CadoResponseSSMEnabled", "tag:Name"]) {
  await timed(`series ${by || "of the whole"}`, 5, () =>
    coverageSeries(store.db, { capability, by, fromMs: startMs, toMs, points: 200 }),
  );
}
const { tag } = snapshot;
await timed("two dates, little changed", 5, () => compareDates(store.db, { capability, tag, fromMs: changesMs, toMs }, 1_000));
await timed("two dates, nothing read at one", 5, () =>
  compareDates(store.db, { capability, tag, fromMs: startMs - 1, toMs }, 1_000),
);
await timed("every node at a moment", 1, async () => {
  const { nodes } = await coverageAt(store.db, new Date(), capability);
  for await (const _ of nodes);
});
await history.stop();
await store.close();
rmSync(folder, { recursive: true });

async function timed(name: string, runs: number, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  await pause();
  held = [];
  for (let run = 0; run < runs; run += 1) {
    const beganMs = performance.now();
    await work();
    times.push(performance.now() - beganMs);
    await pause();
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
  const long = held.filter((ms) => ms > 50).length;
  const figures = [`${median.toFixed(0).padStart(7)} ms`, `held ${Math.max(...held).toFixed(0)} ms`, `${long} over 50 ms`];
  process.stdout.write(`${name.padEnd(36)} ${figures.join("   ")}\n`);
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}

async function sweep(): Promise<void> {
  const readAt = new Date().toISOString();
  for (const cell of snapshot.cells) {
    tell({ t: "cell", cell: { ...cell, state: "reading" } });
    tell({ t: "cell", cell: { ...cell, state: "read", readAt } });
  }
  tell({ t: "done", asOf: readAt });
  await history.whenIdle();
}

async function changeNames(round: number): Promise<void> {
  const rows = Array.from({ length: CHANGED }, (_, at) => (at * 7 + round * 4_000) % snapshot.rowCount);
  tell({ t: "set", rows, cols: { name: { d: [`renamed ${round}`], c: rows.map(() => 0) } } });
  await history.whenIdle();
}

function tell(line: WireLine): void {
  snapshot.apply(line);
  for (const listener of listeners) listener(line);
}

function subscribe(listener: (line: WireLine) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
