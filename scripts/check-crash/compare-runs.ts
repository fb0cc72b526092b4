import { asc, eq } from "drizzle-orm";
import { auditRecord, nodeClaim, taggingAttempt } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { NODES_PER_CHUNK } from "#lib/tagging/run-chunk.ts";
import type { SeenWrite } from "./crash-world.ts";
import type { Run } from "./run-job-through.ts";

export type Ended = Run & { tags: readonly string[]; writes: readonly SeenWrite[] };

/** Everything in which a run that was disturbed ended otherwise than it should have; empty: in nothing. */
export async function compareRuns(undisturbed: Ended, run: Ended, store: Store): Promise<string[]> {
  const faults: string[] = [];
  const check = (isFine: boolean, words: string): void => {
    if (!isFine) faults.push(words);
  };
  check(run.job.state === "done", `the job is ${run.job.state}`);
  check(isSame(run.tags, undisturbed.tags), "tags differ from those of an undisturbed run");
  const outcomes = (one: Ended) => one.job.outcomes.map(({ id, state, after }) => [id, state, after?.found]);
  check(isSame(outcomes(run), outcomes(undisturbed)), "outcomes differ from those of an undisturbed run");
  const counts = Object.values(run.job.counts).reduce((sum, count) => sum + count, 0);
  check(counts === run.job.outcomes.length, `the counts are of ${counts} nodes, and there are ${run.job.outcomes.length}`);
  check(isSame(run.job.counts, undisturbed.job.counts), "the counts differ from those of an undisturbed run");
  const sent = idsSent(run.writes) - idsSent(undisturbed.writes);
  check(sent <= run.ended * NODES_PER_CHUNK, `${sent} nodes were sent again, for ${run.ended} workers that ended`);
  faults.push(...(await checkRecords(store, run)));
  return faults;
}

/** Writes count by node: one sent twice counts twice. */
export function idsSent(writes: readonly SeenWrite[]): number {
  return writes.reduce((sum, { resources }) => sum + resources.length, 0);
}

async function checkRecords(store: Store, run: Ended): Promise<string[]> {
  const faults: string[] = [];
  const rows = await store.db.select().from(auditRecord).where(eq(auditRecord.jobId, run.job.id)).orderBy(asc(auditRecord.seq));
  const ended = rows.filter(({ kind }) => kind === "node").map(({ account, region, nodeId }) => `${account} ${region} ${nodeId}`);
  if (new Set(ended).size !== ended.length) faults.push("a node's end is recorded twice");
  const changed = run.job.outcomes.filter(({ state }) => state === "verified").length;
  if (ended.length !== changed) faults.push(`${ended.length} ends of nodes are recorded, and ${changed} nodes were changed`);
  const claims = await store.db.select().from(nodeClaim);
  if (claims.length > 0) faults.push(`${claims.length} claims were never given back`);
  // What AWS carried out was meant by an attempt that was kept before: every node that was written is in one.
  const attempts = await store.db.select().from(taggingAttempt).where(eq(taggingAttempt.jobId, run.job.id));
  const intendedAt = new Map<string | undefined, Date>();
  for (const attempt of attempts) {
    for (const id of attempt.places.map((at) => run.job.outcomes[at]?.id)) {
      const earliest = intendedAt.get(id);
      if (earliest === undefined || attempt.intendedAt < earliest) intendedAt.set(id, attempt.intendedAt);
    }
  }
  const unintended = run.writes.flatMap(({ resources, at }) =>
    resources.filter((id) => (intendedAt.get(id)?.getTime() ?? Number.POSITIVE_INFINITY) > at.getTime()),
  );
  if (unintended.length > 0) faults.push(`${unintended.length} nodes were written without an intent`);
  return faults;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Members in one order: a database gives them back in its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
