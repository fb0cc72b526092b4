import Papa from "papaparse";
import { COVERAGE_CHANGES, type CoverageChange, type CoverageComparison } from "./compare-coverage.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

const FIELDS = [
  "account",
  "region",
  "id",
  "name",
  "capability",
  "before",
  "after",
  "change",
  "blocker before",
  "blocker after",
  "tag state",
  "as if tagged",
];

/** How many lines are made at a time. */
const LINES = 2_000;

/** The library's own pattern does not take in texts of several lines. */
const PLAIN = { escapeFormulae: /^[=+\-@\t\r\n]/, newline: "\r\n", header: false };

export type CoverageTable = {
  comparisons: readonly CoverageComparison[];
  before: VerdictColumns;
  after: VerdictColumns;
  /** Changes to list; by default all of them. Nodes that nothing changes for are never listed. */
  changes?: readonly CoverageChange[];
  /** Rows to list; by default all of them. */
  has?: (row: number) => boolean;
};

/**
 * The nodes of comparisons as CSV (RFC 4180, UTF-8 without a byte order mark), a line per node and capability, in parts to
 * be put together: a large estate takes long enough to stop in between. Names and tags come from other people: what a
 * spreadsheet would take for a formula is quoted. `tag state` is today's, `as if tagged` says where a draft changes it.
 */
export function* coverageCsv({ comparisons, before, after, changes = COVERAGE_CHANGES, has }: CoverageTable): Generator<string> {
  yield `${Papa.unparse([FIELDS], PLAIN)}\r\n`;
  for (const comparison of comparisons) {
    const rows = comparison.snapshot.rows.live.toArray().filter((row) => {
      const change = comparison.changeOf(row);
      return change !== null && changes.includes(change) && (has?.(row) ?? true);
    });
    for (let from = 0; from < rows.length; from += LINES) {
      const lines = Array.from(rows.subarray(from, from + LINES), (row) => line(row, comparison, before, after));
      yield `${Papa.unparse(lines, PLAIN)}\r\n`;
    }
  }
}

function line(
  row: number,
  { snapshot, capability, changeOf }: CoverageComparison,
  before: VerdictColumns,
  after: VerdictColumns,
) {
  const { account, region, id, name } = snapshot.node(row);
  return [
    account,
    region,
    id,
    name,
    capability,
    before.reach(row, capability),
    after.reach(row, capability),
    changeOf(row) ?? "",
    before.firstBlockerCode(row, capability) ?? "",
    after.firstBlockerCode(row, capability) ?? "",
    after.todaysTagState(row),
    after.isDrafted(row) ? "yes" : "",
  ];
}
