import { createParser, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { CAPABILITIES } from "#components/reach/capability-words.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import { isField } from "#lib/inventory/query.ts";
import type { Filter, Query } from "#lib/inventory/view.ts";
import { POLICIES_IN_FORCE } from "#lib/policy/policy-in-force.ts";
import { formatToken, parseToken } from "./filters/filter-token.ts";

export type Sort = NonNullable<Query["sort"]>;

export const DEFAULT_SORT: Sort = { field: "name", direction: "asc" };

/** Columns of a first visit, in order. */
export const DEFAULT_COLUMNS: readonly string[] = [
  "name",
  "id",
  "account",
  "region",
  "state",
  "platform",
  "ssm",
  "tagState",
  "reach",
];

/** A filter as its own text, one `f=` each: `?f=region+%3D+eu-west-1&f=tag+env+%3D+prod`. */
export const filterParser = createParser<Filter>({
  parse: (text) => {
    const token = parseToken(text);
    return token.kind === "filter" ? token.filter : null;
  },
  serialize: formatToken,
  eq: (one, other) => formatToken(one) === formatToken(other),
});

/** `name`, or `-name` for descending. */
export const sortParser = createParser<Sort>({
  parse: (text) => {
    const field = text.replace(/^-/, "");
    return isField(field) ? { field, direction: text.startsWith("-") ? "desc" : "asc" } : null;
  },
  serialize: ({ field, direction }) => (direction === "desc" ? `-${field}` : field),
  eq: (one, other) => one.field === other.field && one.direction === other.direction,
});

/** Fields in order, separated by commas; a comma inside a tag key is written `%2C`. */
export const columnsParser = createParser<readonly string[]>({
  parse: (text) => {
    const fields = text.split(",").map(decode).filter(isField);
    return fields.length === 0 ? null : [...new Set(fields)];
  },
  serialize: (fields) => fields.map((field) => field.replaceAll("%", "%25").replaceAll(",", "%2C")).join(","),
  eq: (one, other) => one.length === other.length && one.every((field, at) => field === other[at]),
});

/** `account/region/id`. */
export const nodeParser = createParser<NodeKey>({
  parse: (text) => {
    const [account, region, id, ...rest] = text.split("/");
    const key = { account: parseAccountId(account ?? ""), region: parseRegionName(region ?? ""), id: parseInstanceId(id ?? "") };
    if (rest.length > 0 || key.account === undefined || key.region === undefined || key.id === undefined) return null;
    return { account: key.account, region: key.region, id: key.id };
  },
  serialize: ({ account, region, id }) => `${account}/${region}/${id}`,
  eq: (one, other) => one.id === other.id && one.account === other.account && one.region === other.region,
});

/** Everything about the screen that a link to it has to carry. What stands at its default is not in the URL. */
export const instancesUrl = {
  q: parseAsString.withDefault(""),
  f: parseAsNativeArrayOf(filterParser),
  sort: sortParser.withDefault(DEFAULT_SORT),
  cols: columnsParser.withDefault(DEFAULT_COLUMNS),
  cap: parseAsStringLiteral(CAPABILITIES).withDefault("run-command"),
  policy: parseAsStringLiteral(POLICIES_IN_FORCE),
  group: createParser<string>({ parse: (text) => (isField(text) ? text : null), serialize: (text) => text }),
  node: nodeParser,
};

function decode(text: string): string {
  return text.replaceAll("%2C", ",").replaceAll("%25", "%");
}
