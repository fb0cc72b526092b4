import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreDb } from "#lib/store/store.ts";
import type { StoredNode } from "../job-store.ts";

const Claims = z.object({ rows: z.array(z.object({ at: z.int(), job: z.string() })) });

/**
 * Claims nodes for a job: those that no other job holds are its own from now on, and stay so when the same job asks
 * again. In the order of the nodes' names, so that two jobs which want the same ones do not wait for each other in turn.
 */
export async function claimNodes(
  tx: StoreDb,
  job: string,
  nodes: readonly StoredNode[],
): Promise<{ claimed: readonly number[]; busy: ReadonlyMap<number, string> }> {
  const rows = nodes.map(({ at, account, region, id }) => ({ at, account, region, node_id: id }));
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(at int, account text, region text, node_id text)`;
  await tx.execute(sql`
    insert into node_claim (account, region, node_id, job_id)
    select account, region, node_id, ${job}::uuid from ${wanted} order by account, region, node_id
    on conflict do nothing`);
  const answer: unknown = await tx.execute(sql`
    select w.at, c.job_id::text as job from ${wanted}
    join node_claim c on c.account = w.account and c.region = w.region and c.node_id = w.node_id`);
  const claimed: number[] = [];
  const busy = new Map<number, string>();
  for (const row of Claims.parse(answer).rows) {
    if (row.job === job) claimed.push(row.at);
    else busy.set(row.at, row.job);
  }
  return { claimed: claimed.sort((one, other) => one - other), busy };
}
