import type { CellCall } from "../call.ts";
import type { EstateSsm } from "../estate/ssm-registration.ts";
import { lieAboutList, MISSED_EVERY } from "../faults/lie-about-list.ts";
import type { JsonInput } from "../protocol/json-input.ts";
import { ServiceError } from "../service-error.ts";
import { findManaged, invalidInstanceId, rowOfId } from "./managed-nodes.ts";
import { checkNodeFilters, type NodeFilter, nodeMatches } from "./node-filters.ts";

export type ManagedRow = { row: number; ssm: EstateSsm };
export type ManagedPage = { rows: readonly ManagedRow[]; nextToken?: string };

/** Rows that one page looks at before it ends: with a filter that hits seldom, pages are short or empty and carry a token. */
const ROWS_PER_PAGE = 2000;
/** SSM is known for empty pages that still carry a token, also without filters (aws-cli issue 2626): every so many is one. */
const EMPTY_PAGE_EVERY = 8;

/**
 * A page of managed nodes, stopped and terminated ones left out. An id in an InstanceIds filter that is not in the cell
 * fails the call; one that is there and not managed is just not listed.
 */
export function managedPage(call: CellCall, input: JsonInput, filters: readonly NodeFilter[], size: number): ManagedPage {
  checkNodeFilters(filters);
  const named = namedRows(call, filters);
  const isLying = call.faults.some(({ kind }) => kind === "wrong-list");
  const others = isLying ? filters.filter(({ key }) => key !== "InstanceIds") : filters;
  const isLeftOut = leftOut(call);
  const query = JSON.stringify([call.operation, call.cell.account, call.cell.region, filters]);
  const { world, cell } = call;
  const token = input.text("NextToken");
  const from = token === undefined ? { row: 0, item: 0, page: 0 } : world.pageTokens.read(query, token);
  if (!from) throw new ServiceError("InvalidNextToken", "The specified token isn't valid.");
  const rows: ManagedRow[] = [];
  let at = from.row;
  const total = named?.length ?? cell.size;
  const limit = from.page % EMPTY_PAGE_EVERY === 1 ? 0 : size;
  const end = Math.min(total, at + ROWS_PER_PAGE);
  for (; at < end && rows.length < limit; at += 1) {
    const row = named?.[at] ?? at;
    const ssm = findManaged(call, row);
    if (!ssm || isLeftOut(row)) continue;
    if (others.length === 0 || nodeMatches({ ssm, tags: cell.tags(row) }, others)) rows.push({ row, ssm });
  }
  call.told.items = rows.length;
  if (at >= total) return { rows };
  return { rows, nextToken: world.pageTokens.make(query, { row: at, item: 0, page: from.page + 1 }) };
}

function namedRows(call: CellCall, filters: readonly NodeFilter[]): number[] | null {
  const begun = filters.find(({ key, operator }) => key === "InstanceIds" && operator === "BeginWith")?.values;
  if (begun) {
    const found = new Set(begun.flatMap((prefix) => call.cell.withPrefix(prefix)));
    return lieAboutList(
      [...found].sort((a, b) => a - b),
      call.cell.size,
      call.faults,
      () => false,
    );
  }
  const ids = filters.find(({ key, operator }) => key === "InstanceIds" && operator === "Equal")?.values;
  if (!ids) return null;
  const rows = [...new Set(ids)].map((id) => ({ id, row: rowOfId(call, id) }));
  const missing = rows.filter(({ row }) => row < 0).map(({ id }) => id);
  if (missing.length > 0) throw invalidInstanceId(call.cell.account, missing);
  return rows.map(({ row }) => row).sort((a, b) => a - b);
}

/** With the fault, the first node of the cell and some others are not on the list, whatever was asked for. */
function leftOut(call: CellCall): (row: number) => boolean {
  const misses = call.faults.some((fault) => fault.kind === "wrong-list" && fault.how === "misses");
  if (!misses || call.operation !== "DescribeInstanceProperties") return () => false;
  let first = 0;
  while (first < call.cell.size && findManaged(call, first) === null) first += 1;
  return (row) => row === first || row % MISSED_EVERY === 0;
}
