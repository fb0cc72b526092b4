// Two servers on one Postgres database. The one that has a tagging job is ended with SIGKILL in the middle of it, or frozen
// for a while with SIGSTOP: the other goes on, and the frozen one writes nothing more once it wakes.
//   npm run check:replicas -- --nodes 1000 --kills 5 --freezes 5
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { verifyStore } from "#lib/audit/verify-store.ts";
import type { TaggingJob } from "#lib/domain/tagging.ts";
import { isFinished } from "#lib/tagging/job-store.ts";
import { compareRuns, type Ended, idsSent } from "./check-crash/compare-runs.ts";
import { CrashWorld } from "./check-crash/crash-world.ts";
import { Relay } from "./check-crash/relay.ts";
import { runJobThrough } from "./check-crash/run-job-through.ts";
import { type Place, WorkerProcess } from "./check-crash/worker-process.ts";

const GOES_ON_WITHIN_MS = 30_000;
const FROZEN_MS = 25_000;
const JOB_WITHIN_MS = 180_000;

/**
 * Moments of the worker that has the job at which it is stopped: so many transactions of a name in, or with `next` at the
 * next request of that operation after it. The last look before a write is the worst: the write is the next thing to do.
 */
const MOMENTS: readonly Moment[] = [
  { name: "intend after", count: 1, next: "DescribeTags" },
  { name: "answered before", count: 2, next: null },
  { name: "intend after", count: 5, next: "CreateTags" },
  { name: "intend after", count: 4, next: "DescribeTags" },
  { name: "settle before", count: 2, next: null },
];

type Moment = { name: string; count: number; next: string | null };
type Server = { worker: WorkerProcess; relay: Relay };

const { values } = parseArgs({
  options: {
    nodes: { type: "string", default: "1000" },
    kills: { type: "string", default: "5" },
    freezes: { type: "string", default: "5" },
  },
});

const world = await CrashWorld.start("postgres", Number(values.nodes));
let failures = 0;

world.reset();
const place = await world.freshPlace();
const undisturbed: Ended = {
  ...(await runJobThrough({ world, place, endAt: [], endAfterMs: null })),
  tags: world.tags(),
  writes: [...world.writes],
};
await world.drop(place);
console.log(`${world.nodes.length} nodes, ${idsSent(undisturbed.writes)} nodes sent where nothing goes wrong`);

for (let at = 0; at < Number(values.kills); at += 1) await disturb("SIGKILL", at);
for (let at = 0; at < Number(values.freezes); at += 1) await disturb("SIGSTOP", at);
await world.close();
console.log(failures === 0 ? "All fine." : `${failures} failed.`);
process.exit(failures === 0 ? 0 : 1);

async function disturb(signal: "SIGKILL" | "SIGSTOP", turn: number): Promise<void> {
  const moment = MOMENTS[turn % MOMENTS.length];
  if (moment === undefined) throw new Error("There are no moments.");
  world.reset();
  const shared = await world.freshPlace();
  const servers = await Promise.all([startServer(shared), startServer(shared)]);
  const faults: string[] = [];
  let said = "";
  try {
    said = await stopOne(servers, shared, signal, moment, faults);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  for (const { worker, relay } of servers) {
    await worker.end();
    relay.close();
  }
  await world.drop(shared);
  if (faults.length > 0) failures += 1;
  console.log(
    `${faults.length === 0 ? "ok  " : "FAIL"} ${signal} at ${moment.name} ${moment.count}${moment.next ? `, then ${moment.next}` : ""}: ${said} ${faults.join("; ")}`,
  );
}

async function stopOne(
  servers: readonly Server[],
  shared: Place,
  signal: "SIGKILL" | "SIGSTOP",
  moment: Moment,
  faults: string[],
): Promise<string> {
  const id = await startJob(servers);
  const one = await whoReaches(servers, moment);
  if (moment.next !== null) await untilRequest(one, moment.next);
  one.worker.signal(signal);
  const stoppedAt = Date.now();
  const other = servers.find((server) => server !== one) ?? one;
  const tookAfterMs = await untilTaken(other, stoppedAt);
  if (tookAfterMs > GOES_ON_WITHIN_MS) faults.push(`the other took the job after ${tookAfterMs} ms`);

  let sentAwake = 0;
  if (signal === "SIGSTOP") {
    await wait(Math.max(0, FROZEN_MS - (Date.now() - stoppedAt)));
    const wokenAt = Date.now();
    one.worker.signal("SIGCONT");
    await wait(5_000);
    await untilEnded(other.worker, id);
    const late = world.writes.filter(({ requestId }) => (one.relay.cameAt(requestId) ?? 0) >= wokenAt);
    sentAwake = late.length;
    if (sentAwake > 0) faults.push(`the frozen one sent ${late.map(({ operation }) => operation).join(", ")} after it woke`);
    // It is a server like any other again.
    await one.worker.ask({ summary: id }, (answer) => ("summary" in answer ? true : undefined));
  }
  const job = await untilEnded(other.worker, id);
  const endedAfterMs = Date.now() - stoppedAt;
  const run: Ended = { job, durable: [], ended: 1, tags: world.tags(), writes: [...world.writes] };
  const store = await world.open(shared);
  faults.push(...(await compareRuns(undisturbed, run, store)));
  const chain = await verifyStore(store.db, { key: null });
  if (!chain.ok) faults.push(`the audit chain does not hold: ${chain.fault.why}`);
  await store.close();
  const again = idsSent(run.writes) - idsSent(undisturbed.writes);
  const awake = signal === "SIGSTOP" ? `, ${sentAwake} sends of the frozen one after it woke` : "";
  return `the other had the job after ${(tookAfterMs / 1000).toFixed(1)} s, it ended after ${(endedAfterMs / 1000).toFixed(1)} s, ${again} nodes sent again${awake}`;
}

async function startServer(shared: Place): Promise<Server> {
  const relay = await Relay.start(world.standIn.url);
  const estate = { ...world.address, url: relay.url };
  const worker = new WorkerProcess(shared, { estate, patience: {}, works: true, tellDurable: true, endAt: null, fullAt: null });
  await worker.ready();
  return { worker, relay };
}

async function startJob([first]: readonly Server[]): Promise<string> {
  if (first === undefined) throw new Error("There is no server.");
  const request = { action: "normalise" as const, nodes: world.nodes };
  const id = await first.worker.ask({ plan: request }, (answer) => ("planned" in answer ? answer.planned.id : undefined));
  await first.worker.ask({ start: id }, (answer) => ("started" in answer ? true : undefined));
  return id;
}

/** The server that comes to the so many-th moment of that name first. */
async function whoReaches(servers: readonly Server[], { name, count }: Moment): Promise<Server> {
  const deadline = Date.now() + JOB_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = servers.find(({ worker }) => worker.durable.filter((moment) => moment === name).length >= count);
    if (found !== undefined) return found;
    await wait(1);
  }
  throw new Error(`Nobody came to “${name}” ${count} times.`);
}

/** Resolves in the turn in which the request comes: it is answered after that. */
function untilRequest({ relay }: Server, wanted: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Nobody asked for ${wanted}.`)), GOES_ON_WITHIN_MS);
    relay.onRequest = (operation) => {
      if (operation !== wanted) return;
      relay.onRequest = () => undefined;
      clearTimeout(late);
      resolve();
    };
  });
}

async function untilTaken({ worker }: Server, since: number): Promise<number> {
  while (!worker.durable.includes("take after")) {
    if (Date.now() - since > 3 * GOES_ON_WITHIN_MS) throw new Error("The other never took the job.");
    await wait(10);
  }
  return Date.now() - since;
}

async function untilEnded(worker: WorkerProcess, id: string): Promise<TaggingJob> {
  const deadline = Date.now() + JOB_WITHIN_MS;
  while (Date.now() < deadline) {
    const { summary } = await worker.ask({ summary: id }, (answer) => ("summary" in answer ? answer : undefined));
    if (summary !== null && isFinished(summary.state)) {
      const { job } = await worker.ask({ find: id }, (answer) => ("job" in answer ? answer : undefined));
      if (job !== null) return job;
    }
    await wait(100);
  }
  throw new Error("The job did not end in time.");
}
