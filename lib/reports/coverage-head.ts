import "server-only";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { type CellAt, type CoverageAt, coverageAt } from "#lib/history/coverage-at.ts";
import { findHistoryCut } from "#lib/retention/history-cut.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { type ReportAuditHead, readAuditHead } from "./audit-head.ts";

/** Everything that a coverage report says beside its nodes. */
export type CoverageHead = {
  report: "coverage";
  madeAt: string;
  /** The moment that it is about. */
  at: string;
  capability: Capability;
  auditHead: ReportAuditHead | null;
  counts: CoveragePoint;
  /** True where more nodes than these may have been there: something could not be read by then, or never was. */
  atLeast: boolean;
  /** Policies in force that the verdicts were decided with; several where it was changed between readings. */
  policies: readonly string[];
  /** Every account's region with its latest reading by then. Those that are unread are the gaps. */
  cells: readonly CellAt[];
};

export type CoverageReport =
  | { ok: true; head: CoverageHead; nodes: CoverageAt["nodes"] }
  /** `before` the moment from which on the history is kept; null: nothing was read by then. */
  | { ok: false; before: string | null };

/** Coverage as it was known at a moment; not one where the history of then was taken away or had not begun. */
export async function readCoverageReport(db: StoreDb, at: Date, capability: Capability, now: Date): Promise<CoverageReport> {
  const cut = await findHistoryCut(db);
  if (cut !== null && at < cut) return { ok: false, before: cut.toISOString() };
  const found = await coverageAt(db, at, capability);
  if (found.cells.length === 0) return { ok: false, before: null };
  const { cells, counts, nodes } = found;
  const head: CoverageHead = {
    report: "coverage",
    madeAt: now.toISOString(),
    at: found.at,
    capability,
    auditHead: await readAuditHead(db),
    counts,
    atLeast: counts.unreadCells > 0 || cells.some(({ unread }) => unread),
    policies: [...new Set(cells.filter(({ unread }) => !unread).map(({ policy }) => policy))].sort(),
    cells,
  };
  return { ok: true, head, nodes };
}
