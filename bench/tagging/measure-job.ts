import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "../../lib/store/open-pglite.ts";
import type { JobStore } from "../../lib/tagging/job-store.ts";
import { makePlan } from "../../lib/tagging/make-plan.ts";
import { runJob } from "../../lib/tagging/run-job.ts";
import { createJobStore } from "../../lib/tagging/store/job-store-on.ts";
import type { Measures } from "../report/measures.ts";
import { type OneCell, startOneCell } from "./one-cell.ts";

const ACTOR = { kind: "script", name: "bench", session: "", from: "" } as const;
const BAD_EVERY = 100;

/**
 * Tags the nodes of one account-region by a job of the product, which reads before and after and records every step; then
 * once more, with 1% of ids that vanish after the plan. Throws unless every node has the outcome that it has to have.
 */
export async function measureJob(count: number, measures: Measures): Promise<void> {
  const cell = await startOneCell(count);
  const folder = mkdtempSync(join(tmpdir(), "cado-reach-bench-"));
  const store = await openPglite(folder);
  const jobs = createJobStore(store);
  const good = await tagAll(cell, jobs, () => 0);
  const perThousand = 1000 / count;
  measures.add("calls for 1,000 nodes", "product", (good.planCalls + good.jobCalls) * perThousand);
  measures.add("time for 1,000 nodes", "product", (good.planMs + good.jobMs) * perThousand);
  measures.add("plan", "product", good.planMs);
  measures.add("job", "product", good.jobMs);
  measures.add("calls of the job", "product", good.jobCalls);
  cell.untagAll();
  await refill();
  const bad = await tagAll(cell, jobs, () => {
    const vanishing = cell.nodes.filter((_, at) => at % BAD_EVERY === BAD_EVERY / 2);
    for (const node of vanishing) cell.remove(node);
    return vanishing.length;
  });
  measures.add("job, 1% of ids vanish", "product", bad.jobMs);
  measures.add("calls of the job, 1% of ids vanish", "product", bad.jobCalls);
  await store.close();
  await cell.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A plan and its job; `between` answers how many nodes it took away. */
async function tagAll({ estate, nodes, calls }: OneCell, jobs: JobStore, between: () => number) {
  const planBegun = performance.now();
  const before = calls();
  const made = await makePlan(jobs, estate, { action: "tag", nodes }, ACTOR, new AbortController().signal);
  if (!made.ok) throw new Error(made.problem.title);
  const { id } = made.plan;
  const planMs = performance.now() - planBegun;
  const planned = calls();
  await jobs.start(id, { actor: ACTOR, reason: "bench", reference: "", incident: null, idempotencyKey: null, expiryOf: null });
  const missing = between();
  await refill();
  const jobBegun = performance.now();
  await runJob(estate, jobs, id);
  const jobMs = performance.now() - jobBegun;
  const counts = (await jobs.summary(id))?.counts;
  if (counts?.verified !== nodes.length - missing) throw new Error(`The job ended with ${JSON.stringify(counts)}.`);
  return { planMs, jobMs, planCalls: planned - before, jobCalls: calls() - planned };
}

/** Long enough for our pacers and AWS's buckets to be full again. */
async function refill(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 11_000));
}
