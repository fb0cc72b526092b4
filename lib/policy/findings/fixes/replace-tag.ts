import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "../../literal-value.ts";
import type { Statement } from "../../policy-document.ts";
import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import { isLikeTagKey, isTagKey, tagConditionsOf, tagKeyOf } from "../witness/tag-conditions.ts";
import { keepConditions, withCondition } from "./edit-conditions.ts";

/** Puts the tag's own key and value in the place of what an Allow asks for; everything else stays. */
export function replaceTagFix({ tag }: ExaminedRole, { policy, index, source }: ExaminedStatement): FindingFix {
  return { label: `Ask for ${tag.key} = ${tag.value}`, edits: [{ policy, statement: index, with: [replaced(source, tag)] }] };
}

function replaced(source: Statement, tag: TagSpec): Statement {
  const isMeant = (tagKey: string): boolean => isTagKey(tagKey, tag) || isLikeTagKey(tagKey, tag);
  const prefixes = tagConditionsOf(source)
    .filter(({ tagKey }) => isMeant(tagKey))
    .map(({ key, tagKey }) => key.slice(0, key.length - tagKey.length));
  const rest = keepConditions(source, (key) => !isMeant(tagKeyOf(key) ?? ""));
  return [...new Set(prefixes)].reduce(
    (statement, prefix) => withCondition(statement, "StringEquals", prefix + tag.key, literalForEquals(tag.value)),
    rest,
  );
}

/** Lets a Deny spare the tag's own value; null where it denies a value rather than all others. */
export function denyOtherValueFix({ tag }: ExaminedRole, { policy, index, source }: ExaminedStatement): FindingFix | null {
  const own = tagConditionsOf(source).filter(({ tagKey }) => isTagKey(tagKey, tag));
  const [first] = own;
  if (first === undefined || own.length > 1 || !NEGATED.includes(first.operator)) return null;
  const rest = keepConditions(source, (key) => !isTagKey(tagKeyOf(key) ?? "", tag));
  const spared = withCondition(rest, "StringNotEquals", first.key, literalForEquals(tag.value));
  return { label: `Spare ${tag.key} = ${tag.value}`, edits: [{ policy, statement: index, with: [spared] }] };
}

/** Without a set operator; a missing tag counts as another value with all of them. */
const NEGATED = [
  "StringNotEquals",
  "StringNotEqualsIfExists",
  "StringNotLike",
  "StringNotLikeIfExists",
  "StringNotEqualsIgnoreCase",
  "StringNotEqualsIgnoreCaseIfExists",
];
