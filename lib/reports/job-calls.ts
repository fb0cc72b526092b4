import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { auditRecord } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

/** One write call to AWS, as the audit log has it. */
export type JobCall = {
  seq: number;
  at: string;
  account: string;
  region: string;
  step: { op: "create" | "delete"; key: string; value: string };
  /** How many nodes it was for. */
  nodes: number;
  result: "accepted" | "refused" | "uncertain";
  requestId: string;
  problem: { code: string; title: string } | null;
};

const PAGE = 500;

const Body = z.object({
  entry: z.object({
    account: z.string(),
    region: z.string(),
    step: z.object({ op: z.enum(["create", "delete"]), key: z.string(), value: z.string() }),
    nodes: z.array(z.string()),
    result: z.enum(["accepted", "refused", "uncertain"]),
    requestId: z.string(),
    problem: z.object({ code: z.string(), title: z.string() }).optional(),
  }),
});

/** Every write call of a job in the order in which they were answered, in slices. */
export async function* jobCalls(db: StoreDb, job: string): AsyncGenerator<readonly JobCall[]> {
  const { seq, at, body, jobId, kind } = auditRecord;
  for (let after = 0; ; ) {
    const rows = await db
      .select({ seq, at, body })
      .from(auditRecord)
      .where(and(eq(jobId, job), eq(kind, "attempt"), gt(seq, after)))
      .orderBy(asc(seq))
      .limit(PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.seq;
    yield rows.map((row) => {
      const { nodes, problem, ...call } = Body.parse(JSON.parse(row.body)).entry;
      return { seq: row.seq, at: row.at.toISOString(), ...call, nodes: nodes.length, problem: problem ?? null };
    });
  }
}
