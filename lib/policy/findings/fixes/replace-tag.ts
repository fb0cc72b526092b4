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
