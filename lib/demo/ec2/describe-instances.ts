import type { CellCall } from "../call.ts";
import { rowsByPattern } from "../estate/rows-by-id.ts";
import { lieAboutList } from "../faults/lie-about-list.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { element } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";
import { EC2_BUCKETS } from "../throttle/bucket-size.ts";
import { endDryRun } from "./dry-run.ts";
import { type Ec2Filter, readFilters } from "./filters.ts";
import { type InstanceFacts, instanceMatches, isInstanceFilter } from "./instance-filters.ts";
import { checkInstanceIdShapes, findInstances } from "./instance-ids.ts";
import type { Ec2Operation } from "./operation.ts";
import { makeToken, readMaxResults, readPosition } from "./paging.ts";
import { ReservationSet } from "./reservation-set.ts";

/**
 * Rows that one filtered page looks at before it ends: a filter that hits seldom gives short and empty pages with a token.
 * Ids and beginnings of ids are looked up: whether EC2 does so is not documented.
 */
const ROWS_PER_PAGE = 5000;

/**
 * Instances by id, or in pages of 5 to 1000, filtered. Those that an AWS service manages and hides are there only
 * with IncludeManagedResources or by id. One id that does not exist fails the call.
 */
export const describeInstances: Ec2Operation = {
  parameters: /^(InstanceId\.\d+|Filter\.\d+\.(Name|Value\.\d+)|MaxResults|NextToken|DryRun|IncludeManagedResources)$/,
  bucket: (parameters) =>
    isNarrowed(parameters) || parameters.text("MaxResults") !== undefined || parameters.text("NextToken") !== undefined
      ? EC2_BUCKETS.nonMutating
      : EC2_BUCKETS.unfilteredUnpaginated,
  run(call, parameters) {
    const ids = parameters.list("InstanceId");
    if (ids.length > 0 && (parameters.text("MaxResults") !== undefined || parameters.text("NextToken") !== undefined)) {
      throw new ServiceError(
        "InvalidParameterCombination",
        "The parameter instancesSet cannot be used with the parameter maxResults",
      );
    }
    checkInstanceIdShapes(ids);
    const filters = readFilters(parameters, isInstanceFilter);
    const size = readMaxResults(parameters);
    requireAllowed(call, { action: "ec2:DescribeInstances", resource: "*", named: null });
    endDryRun(parameters);
    if (ids.length > 0) {
      const set = new ReservationSet();
      for (const row of findInstances(call.cell, ids, (row) => row < call.cell.ec2Count)) {
        const facts = factsOf(call, row);
        if (instanceMatches(facts, filters)) set.add(facts);
      }
      call.told.items = set.size;
      return set.end();
    }
    return page(call, parameters, { filters, size });
  },
};

function isNarrowed(parameters: QueryParameters): boolean {
  return parameters.members("Filter").length > 0 || parameters.members("InstanceId").length > 0;
}

function page(call: CellCall, parameters: QueryParameters, { filters, size }: { filters: Ec2Filter[]; size: number }): string {
  const { cell } = call;
  const withHidden = parameters.flag("IncludeManagedResources");
  const query = JSON.stringify([withHidden, filters.map(({ name, values }) => [name, values])]);
  const from = readPosition(call, parameters, query);
  const set = new ReservationSet();
  const ids = filters.find(({ name }) => name === "instance-id");
  const begun = ids && rowsByPattern(cell, ids.values)?.filter((row) => row < cell.ec2Count);
  const named = begun && lieAboutList(begun, cell.ec2Count, call.faults, (row) => row === firstRow(cell));
  const others = named ? filters.filter((filter) => filter !== ids) : filters;
  const total = named?.length ?? cell.ec2Count;
  let at = from.row;
  const end = filters.length > 0 && !named ? Math.min(total, at + ROWS_PER_PAGE) : total;
  for (; at < end && set.size < size; at += 1) {
    const row = named?.[at] ?? at;
    if (!cell.exists(row)) continue;
    const facts = factsOf(call, row);
    if (!withHidden && facts.instance.operator?.hiddenByDefault) continue;
    if (instanceMatches(facts, others)) set.add(facts);
  }
  call.told.items = set.size;
  const token = at < total ? makeToken(call, query, { row: at, item: 0, page: from.page + 1 }) : null;
  return set.end() + element("nextToken", token);
}

function factsOf({ cell, faults }: CellCall, row: number): InstanceFacts {
  const withTags = row % 2 === 0 || !faults.some(({ kind }) => kind === "omit-tags");
  return { instance: cell.instance(row), tags: withTags ? cell.tags(row) : new Map(), owner: cell.account };
}

function firstRow(cell: CellCall["cell"]): number {
  let row = 0;
  while (row < cell.ec2Count && !cell.exists(row)) row += 1;
  return row;
}
