import "server-only";
import { setImmediate as letOthers } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { OutcomeState, PlannedNode } from "#lib/domain/tagging.ts";
import { taggingJob } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import type { NewPlan } from "../job-store.ts";
import { plannedState } from "../planned-state.ts";

/** Nodes in one statement: some hundred kilobytes of text. */
const SLICE = 500;

/** Keeps a plan with its nodes, in one transaction. */
export async function savePlan(store: Store, plan: NewPlan): Promise<void> {
  const counts: Record<OutcomeState, number> = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 };
  for (const node of plan.nodes) counts[plannedState(node)] += 1;
  await store.transact("plan", async (tx) => {
    await tx.insert(taggingJob).values({
      id: plan.id,
      state: "planned",
      action: plan.action,
      tagKey: plan.tag.key,
      tagValue: plan.tag.value,
      planHash: plan.hash,
      dryRuns: plan.dryRuns,
      undoOf: plan.undoOf,
      actor: plan.actor,
      total: plan.nodes.length,
      counts,
      createdAt: plan.createdAt,
      validUntil: plan.validUntil,
    });
    for (let from = 0; from < plan.nodes.length; from += SLICE) {
      await insertNodes(tx, plan.id, from, plan.nodes.slice(from, from + SLICE));
      // The embedded database never leaves the event loop to anybody else.
      await letOthers();
    }
  });
  // Without figures from among so many new rows each step of the job would look through all of them for its own.
  if (plan.nodes.length > SLICE) await store.db.execute(sql`analyze tagging_node`);
}

async function insertNodes(tx: StoreDb, job: string, from: number, nodes: readonly PlannedNode[]): Promise<void> {
  const rows = nodes.map((node, offset) => ({
    at: from + offset,
    account: node.account,
    region: node.region,
    node_id: node.id,
    plan: node.plan,
    state: plannedState(node),
    before: node.before,
    goal: node.plan === "change" ? node.goal : null,
    after: node.plan === "change" ? null : node.before,
    problem: node.plan === "cannot" ? node.problem : null,
  }));
  await tx.execute(sql`
    insert into tagging_node (job_id, at, account, region, node_id, plan, state, before, goal, after, problem, request_ids)
    select ${job}::uuid, at, account, region, node_id, plan, state, before, goal, after, problem, '[]'::jsonb
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(at int, account text, region text, node_id text, plan text, state text, before jsonb, goal jsonb, after jsonb, problem jsonb)`);
}
