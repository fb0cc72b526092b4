// Tags 100,000 nodes of one account-region against AWS's token buckets, and again with 1% of ids that vanish after the plan.
// The floor is what the calls that cannot be done without take at the rate that we allow ourselves (lib/aws/pacing.ts).
//   npm run bench:tag -- [nodes]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IDS_PER_SPELLINGS_READ } from "../lib/aws/tag-reads.ts";
import { startStandIn } from "../lib/demo/server.ts";
import { parseAccountId, parseRegionName } from "../lib/domain/ids.ts";
import type { TaggingTarget } from "../lib/domain/tagging.ts";
import { openPglite } from "../lib/store/open-pglite.ts";
import { makePlan } from "../lib/tagging/make-plan.ts";
import { runJob } from "../lib/tagging/run-job.ts";
import { createJobStore } from "../lib/tagging/store/job-store-on.ts";
import { estateAt } from "../scripts/check-crash/stand-in-estate.ts";

const NODES = Number(process.argv[2] ?? 100_000);
const ACTOR = { kind: "script", name: "bench", session: "", from: "" } as const;
const BAD_EVERY = 100;
/** Half of AWS's buckets: CreateTags 100 and 10 a second, reads 100 and 20 a second. */
const POLITE = { writes: { burst: 50, perSecond: 5 }, reads: { burst: 50, perSecond: 10 } };

const calls = new Map<string, number>();
const standIn = await startStandIn({ instances: 6, seed: 1, throttling: true });
const cell = standIn.estate.cell("111111111111", "eu-west-1");
if (cell === undefined) throw new Error("no such cell");
const nodes = Array.from({ length: NODES }, (_, at): TaggingTarget => {
  const tags = new Map([
    ["Name", `node-${at}`],
    ["env", at % 3 === 0 ? "prod" : "test"],
    ["team", `team-${at % 17}`],
  ]);
  return { account: cell.account, region: cell.region, id: cell.id(cell.addInstance(tags)) };
});
const { url, credentials, accounts, estate: truth } = standIn;
const estate = estateAt({
  url,
  credentials: credentials.dashboard,
  accounts: accounts.map(({ id, reachRole }) => ({ id, roleArn: reachRole.arn, externalId: reachRole.externalId ?? null })),
  regions: truth.regions.map(({ name }) => name),
  size: NODES,
});
const [account, region] = [parseAccountId(cell.account), parseRegionName(cell.region)];
if (account === undefined || region === undefined) throw new Error("no such cell");
const clients = estate.clients(account, region);
// Attempts that are sent, whatever AWS answers.
for (const { middlewareStack } of [clients.ec2, clients.ssm]) {
  middlewareStack.addRelativeTo(
    <Args, Result>(next: (args: Args) => Promise<Result>, context: { commandName?: string }) =>
      (args: Args) => {
        calls.set(context.commandName ?? "", (calls.get(context.commandName ?? "") ?? 0) + 1);
        return next(args);
      },
    { name: "countAttempts", relation: "after", toMiddleware: "retryMiddleware" },
  );
}
const folder = mkdtempSync(join(tmpdir(), "cado-reach-bench-"));
const store = await openPglite(folder);
const jobs = createJobStore(store);

const good = await measure("all ids good", () => undefined);
for (const { id } of nodes) cell.deleteTag(cell.indexOf(id), estate.tag.key);
await refill();
const bad = await measure("1% of ids vanish after the plan", () => {
  for (let at = 50; at < NODES; at += BAD_EVERY) cell.remove(cell.indexOf(nodes[at]?.id ?? ""));
});
console.log(`1% bad ids cost ${(bad / good).toFixed(2)} times the calls.`);
await store.close();
await standIn.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function measure(name: string, between: () => void): Promise<number> {
  calls.clear();
  const planning = performance.now();
  const made = await makePlan(jobs, estate, { action: "tag", nodes }, ACTOR, new AbortController().signal);
  if (!made.ok) throw new Error(made.problem.title);
  const plannedS = (performance.now() - planning) / 1000;
  const planCalls = sum();
  await jobs.start(made.plan.id, {
    actor: ACTOR,
    reason: "bench",
    reference: "",
    incident: null,
    idempotencyKey: null,
    expiryOf: null,
  });
  between();
  await refill();
  calls.clear();
  const cpu = process.cpuUsage();
  const started = performance.now();
  await runJob(estate, jobs, made.plan.id);
  const tookS = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const job = await jobs.summary(made.plan.id);
  const chunks = Math.ceil(NODES / IDS_PER_SPELLINGS_READ);
  const floorS = Math.max(takes(chunks, POLITE.writes), takes(2 * chunks, POLITE.reads));
  console.log(
    `${name}: plan ${plannedS.toFixed(1)} s in ${planCalls} calls; job ${tookS.toFixed(1)} s in ${sum()} calls, floor ${floorS.toFixed(1)} s (${(tookS / floorS).toFixed(2)} times), ${((used.user + used.system) / 1e6).toFixed(1)} s of CPU with the stand-in; ${JSON.stringify(job?.counts)}`,
  );
  return sum();
}

/** Long enough for our pacers and AWS's buckets to be full again. */
async function refill(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 11_000));
}

function takes(count: number, { burst, perSecond }: { burst: number; perSecond: number }): number {
  return Math.max(0, count - burst) / perSecond;
}

function sum(): number {
  return [...calls.values()].reduce((total, count) => total + count, 0);
}
