import type { Tags } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import { listOf, type Statement } from "../../policy-document.ts";
import { foldKey } from "../../request-context.ts";
import { editDistance } from "./edit-distance.ts";
import { fillPattern } from "./fill-pattern.ts";

/** A condition of a statement on a tag of the resource. */
export type TagCondition = { operator: string; key: string; tagKey: string; values: readonly string[] };

/** All of a statement's conditions on tags of the resource, whatever the service's name for them. */
export function tagConditionsOf(statement: Statement): readonly TagCondition[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => {
      const tagKey = tagKeyOf(key);
      return tagKey === null ? [] : [{ operator, key, tagKey, values: listOf(values).map(String) }];
    }),
  );
}

/** The tag's key in `ssm:resourceTag/Key` and its like; null for any other condition key. */
export function tagKeyOf(conditionKey: string): string | null {
  const slash = conditionKey.indexOf("/");
  const prefix = conditionKey.slice(0, slash + 1).toLowerCase();
  return ["ssm:resourcetag/", "aws:resourcetag/", "ec2:resourcetag/"].includes(prefix) ? conditionKey.slice(slash + 1) : null;
}

/** IAM matches the key of a tag without regard to case. */
export function isTagKey(tagKey: string, tag: TagSpec): boolean {
  return foldKey(tagKey) === foldKey(tag.key);
}

/** Another key that was surely meant to be the tag's: other separators, one or two letters off, or Cado's own key. */
export function isLikeTagKey(tagKey: string, tag: TagSpec): boolean {
  if (isTagKey(tagKey, tag)) return false;
  const [bare, wanted] = [lettersOf(tagKey), lettersOf(tag.key)];
  const most = wanted.length >= 8 ? 2 : 0;
  if (bare === "") return false;
  return bare === wanted || bare === lettersOf(DOCUMENTED_TAG.key) || editDistance(bare, wanted, most) <= most;
}

/** Values of the tag that grants that a statement's conditions speak of, as they are written and as patterns take them. */
export function askedValuesOf(statement: Statement, tag: TagSpec): readonly string[] {
  const own = tagConditionsOf(statement).filter(({ tagKey }) => isTagKey(tagKey, tag));
  const written = own.flatMap(({ values }) => values);
  return [...new Set([...written, ...written.flatMap((value) => fillPattern(value, "0") ?? [])])];
}

/** Tags that meet the statement's conditions on tags, but for the one that grants; empty where it asks for no other. */
export function otherTagsOf(statement: Statement, tag: TagSpec): Tags {
  const tags: Record<string, string> = {};
  for (const { operator, tagKey, values } of tagConditionsOf(statement)) {
    if (isTagKey(tagKey, tag)) continue;
    const base = operator.slice(operator.indexOf(":") + 1).replace(/IfExists$/, "");
    if (base === "Null" && values[0]?.toLowerCase() === "false") tags[tagKey] ??= "0";
    if (base === "Null" || base.includes("Not")) continue;
    const value = fillPattern(values[0] ?? "", "0");
    if (value !== null) tags[tagKey] = value;
  }
  return tags;
}

function lettersOf(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
