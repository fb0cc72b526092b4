import { CAPABILITIES } from "#lib/domain/capability.ts";
import type { RowSet } from "./columns/row-set.ts";
import type { Query } from "./query.ts";
import type { VerdictColumns } from "./verdict-columns.ts";
import { View } from "./view.ts";

/** Which nodes are taken as tagged: those that the tag alone is known to stand in the way of, or those that a query finds. */
export type DraftScope = { kind: "blocked" } | { kind: "found"; query: Pick<Query, "text" | "filters"> };

/** Tag changes that nobody has made. */
export type DraftTags = {
  /** Rows that are taken as tagged; they have other tags than that today. */
  rows: RowSet;
  /** Rows meant that stay as they are: what else they carry was not read. */
  unread: number;
};

/** The draft for the estate as it is now, under the policy of `columns` (with today's tags), which it refreshes. */
export function draftTags(columns: VerdictColumns, scope: DraftScope): DraftTags {
  columns.refresh();
  const { rows } = columns.snapshot;
  const meant = scope.kind === "blocked" ? rows.live.filter((row) => isBlockedByTag(columns, row)) : found(columns, scope.query);
  const drafted = meant.filter((row) => rows.tags.isRead(row) && columns.tagState(row) !== "exact");
  return { rows: drafted, unread: meant.filter((row) => !rows.tags.isRead(row)).size };
}

function isBlockedByTag(columns: VerdictColumns, row: number): boolean {
  return CAPABILITIES.some((capability) => columns.reach(row, capability) === "tag");
}

function found(columns: VerdictColumns, { text, filters }: Pick<Query, "text" | "filters">): RowSet {
  return new View(columns.snapshot, columns).run({ text, filters, sort: null, capability: "run-command" }).found;
}
