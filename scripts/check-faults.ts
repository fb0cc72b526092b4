// What tagging promises where things go wrong, each tried on 1,000 nodes with a worker process of its own.
//   npm run check:faults -- [NAME…]
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingJob } from "#lib/domain/tagging.ts";
import { isFinished } from "#lib/tagging/job-store.ts";
import type { TaggingRequest } from "#lib/tagging/tagging-request.ts";
import { compareRuns } from "./check-crash/compare-runs.ts";
import { CrashWorld } from "./check-crash/crash-world.ts";
import type { WorkerSettings } from "./check-crash/messages.ts";
import { type Place, WorkerGone, WorkerProcess } from "./check-crash/worker-process.ts";

const NODES = 1000;
const { key: KEY, value: VALUE } = DOCUMENTED_TAG;

type Check = {
  world: CrashWorld;
  place: Place;
  worker: WorkerProcess;
  fail: (words: string) => void;
  say: (words: string) => void;
};

const CHECKS: Record<string, { database: "pglite" | "postgres"; run: (check: Check) => Promise<void>; preload?: string[] }> = {
  "outside changes": { database: "pglite", run: outsideChanges },
  "late visibility": { database: "pglite", run: lateVisibility },
  "undo of mixed states": { database: "pglite", run: undoMixed },
  "30% throttled": { database: "pglite", run: throttled },
  "credentials expired": { database: "pglite", run: expiredCredentials },
  "database gone for 30 s": { database: "postgres", run: databaseGone },
  "disk full at each write": {
    database: "pglite",
    run: fullDisk,
    preload: [new URL("./check-crash/full-disk.mjs", import.meta.url).href],
  },
};

const SIGN = join(tmpdir(), `cado-reach-full-${process.pid}`);
process.env.CADO_REACH_CHECK_FULL = SIGN;

const wanted = process.argv.slice(2);
let failures = 0;
for (const [name, { database, run, preload = [] }] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const world = await CrashWorld.start(database, NODES);
  const place = await world.freshPlace();
  const worker = new WorkerProcess(place, settingsFor(world), preload);
  const faults: string[] = [];
  const startedAt = Date.now();
  try {
    await worker.ready();
    await run({ world, place, worker, fail: (words) => faults.push(words), say: (words) => console.log(`     ${words}`) });
  } catch (error) {
    faults.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } finally {
    rmSync(SIGN, { force: true });
    await worker.end();
    await world.close();
  }
  if (faults.length > 0) failures += 1;
  console.log(
    `${faults.length === 0 ? "ok  " : "FAIL"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s) ${faults.join("; ")}`,
  );
}
process.exit(failures === 0 ? 0 : 1);

function settingsFor(world: CrashWorld): WorkerSettings {
  return { estate: world.address, patience: {}, works: true, tellDurable: true, endAt: null, fullAt: null };
}

async function plan(worker: WorkerProcess, request: TaggingRequest): Promise<string> {
  return worker.ask({ plan: request }, (answer) => ("planned" in answer ? answer.planned.id : undefined));
}

async function start(worker: WorkerProcess, id: string): Promise<void> {
  await worker.ask({ start: id }, (answer) => ("started" in answer ? true : undefined));
}

async function untilEnded(worker: WorkerProcess, id: string, withinMs = 180_000): Promise<TaggingJob> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const answer = await worker.ask({ summary: id }, (given) => ("summary" in given ? given : undefined)).catch(orGone);
    if (answer?.summary && isFinished(answer.summary.state)) {
      const { job } = await worker.ask({ find: id }, (given) => ("job" in given ? given : undefined));
      if (job !== null) return job;
    }
    await wait(200);
  }
  throw new Error("The job did not end in time.");
}

/** A database that is away is waited for; a worker that has ended by itself is a fault. */
function orGone(error: unknown): null {
  if (error instanceof WorkerGone) throw error;
  return null;
}

async function runThrough(worker: WorkerProcess, request: TaggingRequest): Promise<TaggingJob> {
  const id = await plan(worker, request);
  await start(worker, id);
  return untilEnded(worker, id);
}

/** 200 outside changes between plan and apply: none overwritten, all reported. */
async function outsideChanges({ world, worker, fail, say }: Check): Promise<void> {
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  const changed = world.nodes.filter((_, at) => at % 5 === 0);
  for (const [at, node] of changed.entries()) {
    if (at % 4 === 0) world.setTag(node, KEY, "somebody else's");
    else if (at % 4 === 1) world.setTag(node, KEY.toUpperCase(), "x");
    else if (at % 4 === 2) world.setTag(node, KEY.toLowerCase(), "changed");
    else
      for (const key of Object.keys(world.tagsOf(node))) if (key.toLowerCase() === KEY.toLowerCase()) world.deleteTag(node, key);
  }
  const left = new Map(changed.map((node) => [node.id, JSON.stringify(world.tagsOf(node))]));
  await start(worker, id);
  const job = await untilEnded(worker, id);
  const overwritten = changed.filter((node) => JSON.stringify(world.tagsOf(node)) !== left.get(node.id));
  const reported = job.outcomes.filter((outcome) => left.has(outcome.id) && outcome.problem?.code === "changed-meanwhile");
  if (overwritten.length > 0) fail(`${overwritten.length} overwritten`);
  if (reported.length !== changed.length) fail(`${reported.length} of ${changed.length} reported`);
  if (job.counts.verified !== NODES - changed.length) fail(`${job.counts.verified} verified`);
  say(`${changed.length} changed in between: ${overwritten.length} overwritten, ${reported.length} reported`);
}

/** Tag visibility delayed 0 to 10 s: no false done, no false failed. */
async function lateVisibility({ world, worker, fail, say }: Check): Promise<void> {
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  await world.setFaults([{ kind: "tag-delay", ms: 0, jitterMs: 10_000 }]);
  let early = 0;
  const byId = new Map(world.nodes.map((node) => [node.id, node]));
  worker.onLine = ({ verified }) => {
    for (const node of verified.map((one) => byId.get(one))) if (node && world.tagsOf(node)[KEY] !== VALUE) early += 1;
  };
  await start(worker, id);
  await worker.ask({ follow: id }, (answer) => ("following" in answer ? true : undefined));
  const job = await untilEnded(worker, id);
  if (early > 0) fail(`${early} called done before they could be seen`);
  if (job.counts.verified !== NODES) fail(`only ${job.counts.verified} verified: ${JSON.stringify(job.counts)}`);
  say(`${job.counts.verified} verified, ${early} too early`);
}

/** Apply then undo: every tag of every node byte-equal to before; 50 changed in between are left alone and listed. */
async function undoMixed({ world, worker, fail, say }: Check): Promise<void> {
  const before = world.tags();
  const job = await runThrough(worker, { action: "normalise", nodes: world.nodes });
  const changed = world.nodes.filter((_, at) => at % 20 === 7);
  for (const node of changed) world.setTag(node, KEY, "mine now");
  const undone = await runThrough(worker, { action: "undo", job: job.id });
  const after = world.tags();
  const ids = new Set(changed.map(({ id }) => id));
  const differing = world.nodes.filter((node, at) => !ids.has(node.id) && after[at] !== before[at]);
  const overwritten = changed.filter((node) => world.tagsOf(node)[KEY] !== "mine now");
  const listed = undone.outcomes.filter(({ id, problem }) => ids.has(id) && problem?.code === "changed-since");
  if (differing.length > 0) fail(`${differing.length} nodes are not as before`);
  if (overwritten.length > 0) fail(`${overwritten.length} changed nodes were overwritten`);
  if (listed.length !== changed.length) fail(`${listed.length} of ${changed.length} listed`);
  say(`${NODES - changed.length - differing.length} byte-equal, ${changed.length} left alone, ${listed.length} listed`);
}

async function throttled({ world, worker, fail }: Check): Promise<void> {
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  await world.setFaults([{ kind: "throttle", percent: 30 }]);
  await start(worker, id);
  const job = await untilEnded(worker, id);
  if (job.counts.verified !== NODES) fail(JSON.stringify(job.counts));
}

async function expiredCredentials({ world, worker, fail, say }: Check): Promise<void> {
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  const told = followTrouble(worker);
  await start(worker, id);
  await worker.ask({ follow: id }, (answer) => ("following" in answer ? true : undefined));
  await untilDurable(worker, "answered after", 1);
  const since = Date.now();
  await world.setFaults([{ kind: "expire-credentials" }]);
  const toldMs = await told(since);
  await wait(6_000);
  await world.setFaults([]);
  const recoveredAt = Date.now();
  const job = await untilEnded(worker, id);
  if (job.counts.verified !== NODES) fail(JSON.stringify(job.counts));
  if (toldMs > 2000) fail(`told after ${toldMs} ms`);
  say(`told after ${toldMs} ms; ended ${((Date.now() - recoveredAt) / 1000).toFixed(1)} s after the credentials were back`);
}

async function databaseGone(check: Check): Promise<void> {
  const { world, worker, fail, say } = check;
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  const told = followTrouble(worker);
  await start(worker, id);
  await worker.ask({ follow: id }, (answer) => ("following" in answer ? true : undefined));
  await untilDurable(worker, "answered after", 2);
  const since = Date.now();
  await world.postgres.kill();
  const sent = world.writes.length;
  const toldMs = await told(since);
  await wait(30_000 - (Date.now() - since));
  const sentMeanwhile = world.writes.length - sent;
  await world.postgres.start();
  const recoveredAt = Date.now();
  const job = await untilEnded(worker, id);
  say(
    `told after ${toldMs} ms; ended ${((Date.now() - recoveredAt) / 1000).toFixed(1)} s after the database was back; ${sentMeanwhile} calls were under way when it went`,
  );
  if (toldMs > 2000) fail(`told after ${toldMs} ms`);
  await checkEnd(check, job);
}

async function fullDisk(check: Check): Promise<void> {
  const { world, worker, fail, say } = check;
  const moments = ["start", "take", "intend", "answered", "settle", "end"];
  const told = followTrouble(worker);
  const times: number[] = [];
  const id = await plan(worker, { action: "normalise", nodes: world.nodes });
  await start(worker, id);
  await worker.ask({ follow: id }, (answer) => ("following" in answer ? true : undefined));
  for (const name of moments.slice(1, -1)) {
    await untilDurable(worker, `${name} before`, 1).catch(() => undefined);
    writeFileSync(SIGN, "");
    times.push(await told(Date.now()));
    await wait(1_500);
    rmSync(SIGN, { force: true });
    await wait(1_500);
  }
  const job = await untilEnded(worker, id);
  say(`told after ${times.join(", ")} ms`);
  for (const ms of times) if (ms > 2000) fail(`told after ${ms} ms`);
  await checkEnd(check, job);
}

/** Everything written was meant by a kept intent, and the end is that of a run that nothing disturbed. */
async function checkEnd({ world, place, worker, fail }: Check, job: TaggingJob): Promise<void> {
  if (job.counts.verified !== NODES) fail(JSON.stringify(job.counts));
  await worker.end();
  const store = await world.open(place);
  const ended = { job, durable: [], ended: 100, tags: world.tags(), writes: world.writes };
  for (const words of await compareRuns(ended, ended, store)) fail(words);
  await store.close();
}

/** Resolves once the so many-th further moment of that name has come. */
async function untilDurable(worker: WorkerProcess, name: string, count: number): Promise<void> {
  const from = worker.durable.length;
  const deadline = Date.now() + 30_000;
  while (worker.durable.slice(from).filter((moment) => moment === name).length < count) {
    if (Date.now() > deadline) throw new Error(`No “${name}” came.`);
    await wait(5);
  }
}

/** How long after a moment the stream of the job said that something is wrong. */
function followTrouble(worker: WorkerProcess): (since: number) => Promise<number> {
  let troubledAt: number | null = null;
  worker.onLine = ({ trouble }) => {
    troubledAt = trouble === null ? null : (troubledAt ?? Date.now());
  };
  return async (since) => {
    while (troubledAt === null) {
      if (Date.now() - since > 20_000) return Number.POSITIVE_INFINITY;
      await wait(10);
    }
    return Math.max(0, troubledAt - since);
  };
}
