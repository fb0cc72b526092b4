import type { Capability } from "#lib/domain/verdict.ts";

/** Fields that can be filtered, sorted, counted and grouped by, beside `tag:KEY` for any tag key. */
export const FIELD_NAMES = [
  "name",
  "id",
  "account",
  "region",
  "state",
  "platform",
  "platformName",
  "ssm",
  "tagState",
  "tagValue",
  "reach",
  "blocker",
  "instanceType",
  "privateIp",
  "launched",
  "lastPing",
  "agentVersion",
  "managedBy",
  "owner",
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** True for a name of FIELD_NAMES, and for `tag:` followed by a tag key as AWS holds it. */
export function isField(text: string): boolean {
  if (text.startsWith("tag:")) return text.length > "tag:".length;
  return (FIELD_NAMES as readonly string[]).includes(text);
}

/**
 * One condition on one field. Values of one filter are alternatives; filters are AND-ed.
 *
 * - `is`, `is-not`: the value is (none of) one of the values, exactly, case kept: tag values differ by case here.
 * - `contains`, `not-contains`: (none of) one of the values is a part of it, without regard to case.
 * - `exists`, `missing`: there is a value / there is none.
 *
 * A row without a value is matched by `is-not`, `not-contains` and `missing`. A row whose value could not be read (its
 * tags are unread) is matched by none of the six: it may or may not have the tag. Find such rows by `tagState is unknown`.
 */
export type Filter = {
  /** See isField. */
  field: string;
  op: "is" | "is-not" | "contains" | "not-contains" | "exists" | "missing";
  values: readonly string[];
};

export type Sort = { field: string; direction: "asc" | "desc" };

export type Query = {
  /** Words to find anywhere, all of them, without regard to case. */
  text: string;
  filters: readonly Filter[];
  /** null: in row order. */
  sort: Sort | null;
  /** Which capability `reach` and `blocker` are about. */
  capability: Capability;
  groupBy?: string | null;
};
