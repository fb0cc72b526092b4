import type { Cell } from "#lib/domain/cell.ts";
import { REACHES } from "#lib/domain/coverage.ts";
import type { Node } from "#lib/domain/node.ts";
import { ownershipOf } from "#lib/domain/ownership.ts";
import { reachOf } from "#lib/domain/reach.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { Capability, Verdict } from "#lib/domain/verdict.ts";
import { compareTexts } from "../columns/natural-key.ts";
import { BLOCKER_CODES, NODE_STATES, PLATFORMS, SSM_STATES, TAG_STATES } from "../columns/vocabulary.ts";
import type { ValueKind } from "../field-column.ts";
import type { Filter, Query } from "../query.ts";

/** One row with what is told of it, as a query reads it. */
export type NaiveRow = {
  row: number;
  node: Node;
  cell: Cell;
  label: string;
  reading: TagReading;
  verdict: (capability: Capability) => Verdict;
};

/** A field's value: in words, and what it sorts by; null: by the words, in natural order. */
type Value = { kind: ValueKind; text: string; order: number | string | null };

export type NaiveFacet = { value: string; kind: ValueKind; count: number };

/** The rows of a query in order, as its contract reads, without any thought of speed. */
export function naiveRows(rows: readonly NaiveRow[], query: Query): NaiveRow[] {
  const found = rows.filter((row) => hasWords(row, query.text) && query.filters.every((filter) => matches(row, filter, query)));
  const { sort } = query;
  if (sort === null) return found;
  const sign = sort.direction === "desc" ? -1 : 1;
  return byField(found, sort.field, query, sign);
}

/** Groups in order, each with its rows in the order given. */
export function naiveGroups(
  rows: readonly NaiveRow[],
  field: string,
  query: Query,
): { value: string; kind: ValueKind; rows: NaiveRow[] }[] {
  const groups = new Map<string, { value: string; kind: ValueKind; rows: NaiveRow[] }>();
  for (const row of byField(rows, field, query, 1)) {
    const { kind, text } = fieldValue(row, field, query.capability);
    const group = groups.get(`${kind} ${text}`) ?? { value: text, kind, rows: [] };
    group.rows.push(row);
    groups.set(`${kind} ${text}`, group);
  }
  for (const group of groups.values()) group.rows.sort((one, other) => rows.indexOf(one) - rows.indexOf(other));
  return [...groups.values()];
}

export function naiveFacet(rows: readonly NaiveRow[], field: string, query: Query): NaiveFacet[] {
  const filters = query.filters.filter((filter) => filter.field !== field);
  const found = naiveRows(rows, { ...query, filters, sort: null });
  return naiveGroups(found, field, query).map(({ value, kind, rows: grouped }) => ({ value, kind, count: grouped.length }));
}

function byField(rows: readonly NaiveRow[], field: string, query: Query, sign: number): NaiveRow[] {
  const kinds = ["value", "missing", "unread"];
  const value = new Map(rows.map((row) => [row, fieldValue(row, field, query.capability)]));
  const of = (row: NaiveRow): Value => value.get(row) ?? { kind: "missing", text: "", order: null };
  const compare = (one: Value, other: Value): number =>
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || (one.kind === "value" ? sign * compareValues(one, other) : 0);
  return rows.toSorted((one, other) => compare(of(one), of(other)));
}

function compareValues(one: Value, other: Value): number {
  if (one.order === null || other.order === null) return compareTexts(one.text, other.text);
  return one.order < other.order ? -1 : one.order > other.order ? 1 : 0;
}

function matches(row: NaiveRow, { field, op, values }: Filter, { capability }: Query): boolean {
  const { kind, text } = fieldValue(row, field, capability);
  if (kind === "unread") return false;
  const present = kind === "value";
  const is = present && values.includes(text);
  const contains = present && values.some((value) => text.toLowerCase().includes(value.toLowerCase()));
  return { is, "is-not": !is, contains, "not-contains": !contains, exists: present, missing: !present }[op];
}

function hasWords({ node, label }: NaiveRow, text: string): boolean {
  const {
    account,
    region,
    id,
    name,
    state,
    platform,
    platformName,
    ssm,
    agentVersion,
    instanceType,
    privateIp,
    instanceProfile,
    managedBy,
  } = node;
  const facts = [
    account,
    label,
    region,
    id,
    name,
    state,
    platform,
    platformName,
    ssm,
    agentVersion,
    instanceType,
    privateIp,
    instanceProfile,
    managedBy,
  ];
  const tags = Object.entries(node.tags ?? {}).map(([key, value]) => `${key}=${value}`);
  const where = [...facts, ...tags].map((fact) => fact.toLowerCase());
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.some((fact) => fact.includes(word)));
}

function fieldValue({ node, reading, verdict }: NaiveRow, field: string, capability: Capability): Value {
  const unread: Value = { kind: "unread", text: "", order: null };
  const word = (words: readonly string[], text: string): Value => ({ kind: "value", text, order: words.indexOf(text) + 1 });
  const value = (text: string | undefined): Value =>
    text === undefined ? { kind: "missing", text: "", order: null } : { kind: "value", text, order: null };
  const told = (text: string): Value => value(text === "" ? undefined : text);
  const time = (seconds: number | null): Value =>
    seconds === null
      ? value(undefined)
      : { kind: "value", text: new Date(seconds * 1000).toISOString().slice(0, 10), order: seconds };

  if (field.startsWith("tag:")) {
    const key = field.slice("tag:".length);
    if (node.tags === null) return unread;
    return value(Object.hasOwn(node.tags, key) ? node.tags[key] : undefined);
  }
  switch (field) {
    case "name":
      return node.name === "" && node.tags === null ? unread : told(node.name);
    case "id":
      return { kind: "value", text: node.id, order: idOrder(node.id) };
    case "state":
      return word(NODE_STATES, node.state);
    case "platform":
      return word(PLATFORMS, node.platform);
    case "ssm":
      return word(SSM_STATES, node.ssm);
    case "tagState":
      return word(TAG_STATES, reading.state);
    case "tagValue":
      return node.tags === null ? unread : value(reading.found[0]?.value);
    case "reach":
      return word(REACHES, reachOf(verdict(capability)));
    case "blocker": {
      const { verdict: result, blockers } = verdict(capability);
      const first = result === "blocked" ? blockers.find(({ effect }) => effect === "blocks") : blockers[0];
      return first === undefined ? value(undefined) : word(BLOCKER_CODES, first.code);
    }
    case "owner":
      return node.tags === null ? unread : value(ownershipOf(node.tags)[0]?.name);
    case "launched":
      return time(node.launched);
    case "lastPing":
      return time(node.lastPing);
    case "privateIp":
      return { ...told(node.privateIp), order: addressOrder(node.privateIp) };
    default:
      return told(String(node[field as "account" | "region" | "platformName" | "instanceType" | "agentVersion" | "managedBy"]));
  }
}

/** Short ids, long ones, hybrid ones; each by their digits. */
function idOrder(id: string): string {
  return `${id.startsWith("mi-") ? 2 : id.length > 10 ? 1 : 0}${id}`;
}

/** IPv4 by its numbers, any other text after. */
function addressOrder(text: string): string {
  const octets = text.split(".");
  const isIpv4 = octets.length === 4 && octets.every((octet) => String(Number(octet)) === octet && Number(octet) < 256);
  if (!isIpv4 || Number(octets[0]) >= 240 || text === "0.0.0.0") return `1${text}`;
  return `0${octets.map((octet) => octet.padStart(3, "0")).join(".")}`;
}
