import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Problem } from "#lib/domain/problem.ts";
import { cellReading } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { type CellMemory, lastKept, type Place } from "./cell-memory.ts";
import type { ReadingState } from "./reading-state.ts";
import type { SpanFacts } from "./span-facts.ts";

/** What is to be kept of a cell at one moment. */
export type ToKeep = Place & {
  state: ReadingState;
  nodes: number;
  problem: Problem | null;
  policy: string;
  /** Ids of nodes whose open span ends: they are different now, or gone. */
  closed: readonly string[];
  /** Spans that begin, in chunks, each made when it is written. */
  opened: Iterable<readonly SpanFacts[]>;
};

/** `stale`: another server has kept something of this cell since `memory` was read: nothing was written. */
export type Kept = "kept" | "stale";

/** Ids per statement. */
const CLOSED_AT_ONCE = 500;

/**
 * Keeps a point and the spans that it ends and begins, in one transaction; one server at a time per cell. Then brings
 * `memory` up to it. Throws where the database does; then nothing was kept and `memory` is as before.
 */
export async function keepCell(store: Store, memory: CellMemory, keep: ToKeep): Promise<Kept> {
  const begun: [id: string, digest: string][] = [];
  const atMs = await store.transact("history", async (tx) => {
    begun.length = 0;
    const place = JSON.stringify([keep.account, keep.region]);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`history ${place}`}, 0))`);
    const last = await lastKept(tx, keep);
    if (last !== memory.lastMs) return null;
    // Later than the moment before, even where this server's clock is behind that of another or was put back.
    const at = new Date(last === null ? Date.now() : Math.max(Date.now(), last + 1));
    const { account, region, state, nodes, problem, policy } = keep;
    await tx.insert(cellReading).values({ account, region, at, state, nodes, problem, policy });
    for (let from = 0; from < keep.closed.length; from += CLOSED_AT_ONCE) {
      await closeSpans(tx, keep, at, keep.closed.slice(from, from + CLOSED_AT_ONCE));
      // The embedded database answers within the same turn of the event loop.
      await nextTurn();
    }
    for (const chunk of keep.opened) {
      await openSpans(tx, keep, at, chunk);
      for (const { id, digest } of chunk) begun.push([id, digest]);
      await nextTurn();
    }
    return at.getTime();
  });
  if (atMs === null) return "stale";
  memory.lastMs = atMs;
  if (keep.state !== "changed") memory.state = keep.state;
  for (const id of keep.closed) memory.digests.delete(id);
  for (const [id, digest] of begun) memory.digests.set(id, digest);
  return "kept";
}

async function closeSpans(tx: StoreDb, { account, region }: Place, at: Date, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`update node_span set to_at = ${at.toISOString()}::timestamptz
    where account = ${account} and region = ${region} and to_at is null and node_id = any(${sql.param(ids)}::text[])`);
}

/** One document for all of a chunk's values: a tenth of the time of a parameter per value. */
async function openSpans(tx: StoreDb, { account, region }: Place, at: Date, chunk: readonly SpanFacts[]): Promise<void> {
  await tx.execute(sql`insert into node_span
      (account, region, node_id, from_at, name, run_command, port_forwarding, tag_state, tags, digest)
    select ${account}::text, ${region}::text, id, ${at.toISOString()}::timestamptz, name, "runCommand", "portForwarding",
      "tagState", case when jsonb_typeof(tags) = 'object' then tags end, digest
    from jsonb_to_recordset(${jsonText(chunk)}::jsonb)
      as r(id text, name text, "runCommand" text, "portForwarding" text, "tagState" text, tags jsonb, digest text)`);
}

/** As JSON that Postgres takes: names come from other people's machines, and jsonb has neither NUL nor half a character. */
function jsonText(chunk: readonly SpanFacts[]): string {
  const text = JSON.stringify(chunk);
  if (!/\\u(0000|d[89a-f])/.test(text)) return text;
  const clean = (value: string): string => value.toWellFormed().replaceAll("\u0000", "\ufffd");
  return JSON.stringify(
    chunk.map((facts) => ({
      ...facts,
      name: clean(facts.name),
      tags: facts.tags && Object.fromEntries(Object.entries(facts.tags).map(([key, value]) => [clean(key), clean(value)])),
    })),
  );
}
