import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, desc, eq, gt, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagState } from "#lib/domain/tag-state.ts";
import type { Capability, Verdict } from "#lib/domain/verdict.ts";
import { cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { coveragePoints } from "./coverage-series.ts";
import { CHANGED, isUnread, type ReadingState, toReadingState } from "./reading-state.ts";
import { toTagState, toVerdict } from "./span-words.ts";

/** How a cell had been read last by a moment. */
export type CellAt = {
  account: string;
  region: string;
  state: ReadingState;
  /** When that reading ended (ISO 8601). */
  at: string;
  /** When it was last read to the end; null: never by then. */
  readAt: string | null;
  /** Nodes that the reading listed. */
  nodes: number;
  problem: Problem | null;
  /** Names the policy in force that verdicts were decided with, and a digest of its text: `corrected:1f0c…`. */
  policy: string;
  /** True where the nodes of this cell are what they were before. */
  unread: boolean;
};

/** A node as it was known at a moment. */
export type NodeAt = {
  account: string;
  region: string;
  id: string;
  name: string;
  verdict: Verdict["verdict"];
  tagState: TagState;
  /** Every tag; null where they were not read. */
  tags: Readonly<Record<string, string>> | null;
  /** Since when it is known to stand like this (ISO 8601). */
  since: string;
  /** True where its cell's latest reading failed: what it was is told, what it is is not known. */
  unread: boolean;
};

export type CoverageAt = {
  at: string;
  capability: Capability;
  counts: CoveragePoint;
  /** By account and region. */
  cells: readonly CellAt[];
  /** By account, region and id; read from the database as it is asked for. Can be gone through once. */
  nodes: AsyncIterable<NodeAt>;
};

/** Every node as it was known at a moment, with the readings in force then. Moments to come are as now. */
export async function coverageAt(db: StoreDb, at: Date, capability: Capability): Promise<CoverageAt> {
  const [counts] = await coveragePoints(db, capability, [at.getTime()]);
  const cells = await cellsAt(db, at);
  if (counts === undefined) throw new Error("one moment has one point");
  const unread = new Set(cells.filter((cell) => cell.unread).map(({ account, region }) => `${account} ${region}`));
  return { at: at.toISOString(), capability, counts, cells, nodes: nodesAt(db, at, capability, unread) };
}

/** The latest reading of every cell by a moment. */
export async function cellsAt(db: StoreDb, at: Date): Promise<readonly CellAt[]> {
  const reads = db
    .select({
      account: cellReading.account,
      region: cellReading.region,
      readAt: sql<Date>`max(${cellReading.at})`.mapWith(cellReading.at).as("read_at"),
    })
    .from(cellReading)
    .where(and(lte(cellReading.at, at), eq(cellReading.state, "read")))
    .groupBy(cellReading.account, cellReading.region)
    .as("reads");
  const rows = await db
    .selectDistinctOn([cellReading.account, cellReading.region], {
      account: cellReading.account,
      region: cellReading.region,
      state: cellReading.state,
      at: cellReading.at,
      readAt: reads.readAt,
      nodes: cellReading.nodes,
      problem: cellReading.problem,
      policy: cellReading.policy,
    })
    .from(cellReading)
    .leftJoin(reads, and(eq(reads.account, cellReading.account), eq(reads.region, cellReading.region)))
    .where(and(lte(cellReading.at, at), ne(cellReading.state, CHANGED)))
    .orderBy(cellReading.account, cellReading.region, desc(cellReading.at));
  return rows.map((row) => {
    const state = toReadingState(row.state);
    return { ...row, state, at: row.at.toISOString(), readAt: row.readAt?.toISOString() ?? null, unread: isUnread(state) };
  });
}

/** Nodes per question to the database. */
const PAGE = 1_000;

async function* nodesAt(db: StoreDb, at: Date, capability: Capability, unread: ReadonlySet<string>): AsyncGenerator<NodeAt> {
  const { account, region, nodeId, fromAt, toAt } = nodeSpan;
  let after = sql`true`;
  for (;;) {
    const rows = await db
      .select()
      .from(nodeSpan)
      .where(and(after, lte(fromAt, at), or(isNull(toAt), gt(toAt, at))))
      .orderBy(asc(account), asc(region), asc(nodeId))
      .limit(PAGE);
    for (const row of rows) {
      yield {
        account: row.account,
        region: row.region,
        id: row.nodeId,
        name: row.name,
        verdict: toVerdict(capability === "run-command" ? row.runCommand : row.portForwarding),
        tagState: toTagState(row.tagState),
        tags: row.tags,
        since: row.fromAt.toISOString(),
        unread: unread.has(`${row.account} ${row.region}`),
      };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    // The embedded database answers within the same turn of the event loop.
    await nextTurn();
    after = sql`(${account}, ${region}, ${nodeId}) > (${last.account}, ${last.region}, ${last.nodeId})`;
  }
}
