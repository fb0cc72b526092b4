import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "../../literal-value.ts";
import type { ConditionBlock, Statement } from "../../policy-document.ts";
import { foldKey } from "../../request-context.ts";

/** The statement with the conditions alone whose key `keeps` says yes to; without Condition where none is left. */
export function keepConditions(statement: Statement, keeps: (key: string) => boolean): Statement {
  const { Condition: block, ...rest } = statement;
  const kept = Object.entries(block ?? {}).flatMap(([operator, keys]) => {
    const entries = Object.entries(keys).filter(([key]) => keeps(key));
    return entries.length === 0 ? [] : [[operator, Object.fromEntries(entries)] as const];
  });
  return kept.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(kept) };
}

/** The statement with one more condition beside those that it has. The operator must not be on that key already. */
export function withCondition(statement: Statement, operator: string, key: string, value: string): Statement {
  const block: ConditionBlock = statement.Condition ?? {};
  return { ...statement, Condition: { ...block, [operator]: { ...block[operator], [key]: value } } };
}

/** The statement with another name for some condition keys. */
export function renameConditionKeys(statement: Statement, rename: (key: string) => string): Statement {
  const entries = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [rename(key), values])),
  ]);
  return { ...statement, Condition: Object.fromEntries(entries) };
}

/** True where a statement has two conditions of one operator on the key, in whatever case: renaming would lose one. */
export function hasConditionKey(statement: Statement, key: string): boolean {
  const wanted = foldKey(key);
  return Object.values(statement.Condition ?? {}).some((keys) => Object.keys(keys).some((one) => foldKey(one) === wanted));
}

/** The condition that asks for the tag: StringEquals, because no pattern is meant, and a key that SendCommand takes. */
export function askingForTag(statement: Statement, tag: TagSpec): Statement {
  return withCondition(statement, "StringEquals", `ssm:resourceTag/${tag.key}`, literalForEquals(tag.value));
}
