import type { CellCall } from "../call.ts";
import { rowsByPattern } from "../estate/rows-by-id.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { element, escapeXml } from "../protocol/xml.ts";
import { EC2_BUCKETS } from "../throttle/bucket-size.ts";
import { endDryRun } from "./dry-run.ts";
import { type Ec2Filter, readFilters, tagFilterKey } from "./filters.ts";
import type { Ec2Operation } from "./operation.ts";
import { makeToken, readMaxResults, readPosition } from "./paging.ts";

type TagFacts = { id: string; key: string; value: string };

const READERS: Readonly<Record<string, (tag: TagFacts) => string>> = {
  key: ({ key }) => key,
  "resource-id": ({ id }) => id,
  "resource-type": () => "instance",
  value: ({ value }) => value,
};

/** The tags of EC2 instances, one by one, in pages of 5 to 1000. The estate has no other taggable EC2 resources. */
export const describeTags: Ec2Operation = {
  parameters: /^(Filter\.\d+\.(Name|Value\.\d+)|MaxResults|NextToken|DryRun)$/,
  bucket: () => EC2_BUCKETS.nonMutating,
  run(call, parameters) {
    const filters = readFilters(parameters, (name) => Object.hasOwn(READERS, name) || tagFilterKey(name) !== null);
    const size = readMaxResults(parameters);
    requireAllowed(call, { action: "ec2:DescribeTags", resource: "*", named: null });
    endDryRun(parameters);
    return page(call, parameters, { filters, size });
  },
};

function page(call: CellCall, parameters: QueryParameters, { filters, size }: { filters: Ec2Filter[]; size: number }): string {
  const { cell } = call;
  const query = JSON.stringify(filters.map(({ name, values }) => [name, values]));
  const from = readPosition(call, parameters, query);
  const named = namedRows(cell, filters);
  const rows = named?.length ?? cell.ec2Count;
  let xml = "";
  let count = 0;
  for (let at = from.row; at < rows; at += 1) {
    const row = named?.[at] ?? at;
    if (!cell.exists(row)) continue;
    const id = cell.id(row);
    // Sorted, so that a position within a row means the same on the next page.
    const tags = [...cell.tags(row)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (let item = at === from.row ? from.item : 0; item < tags.length; item += 1) {
      const [key, value] = tags[item] ?? ["", ""];
      if (!tagMatches({ id, key, value }, filters)) continue;
      if (count === size) {
        call.told.items = count;
        const token = makeToken(call, query, { row: at, item, page: from.page + 1 });
        return `<tagSet>${xml}</tagSet>${element("nextToken", token)}`;
      }
      count += 1;
      xml += `<item>${element("resourceId", id)}<resourceType>instance</resourceType><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`;
    }
  }
  call.told.items = count;
  return `<tagSet>${xml}</tagSet>`;
}

function tagMatches(tag: TagFacts, filters: readonly Ec2Filter[]): boolean {
  return filters.every(({ name, matches }) => {
    const key = tagFilterKey(name);
    if (key !== null) return tag.key === key && matches(tag.value);
    return matches(READERS[name]?.(tag) ?? "");
  });
}

/** Rows in rising order where a filter names resources or how their ids begin: then nobody has to look at all the others. */
function namedRows(cell: CellCall["cell"], filters: readonly Ec2Filter[]): number[] | null {
  const ids = filters.find(({ name }) => name === "resource-id");
  return (ids && rowsByPattern(cell, ids.values)?.filter((row) => row < cell.ec2Count)) ?? null;
}
