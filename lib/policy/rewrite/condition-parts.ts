import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals, literalForLike } from "../literal-value.ts";
import { type ConditionBlock, listOf } from "../policy-document.ts";
import { foldKey } from "../request-context.ts";

/** Both blocks at once. They must not have the same operator on the same key, in any letter case. */
export function mergeConditions(one: ConditionBlock, other: ConditionBlock): ConditionBlock {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    operators.map((operator) => [operator, { ...ownMember(one, operator), ...ownMember(other, operator) }]),
  );
}

/** The block without the keys that `isMeant` says yes to; it gets them folded. Operators that are left without a key go too. */
export function withoutKeys(block: ConditionBlock | undefined, isMeant: (folded: string) => boolean): ConditionBlock {
  const kept = Object.entries(block ?? {}).flatMap(([operator, keys]) => {
    const left = Object.entries(keys).filter(([key]) => !isMeant(foldKey(key)));
    return left.length === 0 ? [] : [[operator, Object.fromEntries(left)] as const];
  });
  return Object.fromEntries(kept);
}

/** Keys that read the tag of the spec, by either way in which SSM can be asked for it. Takes a folded key. */
export function readsTag({ key }: TagSpec): (folded: string) => boolean {
  const names = TAG_PREFIXES.map((prefix) => foldKey(prefix + key));
  return (folded) => names.includes(folded);
}

/** Keys that read some tag of the resource. Takes a folded key. */
export function readsAnyTag(folded: string): boolean {
  return TAG_PREFIXES.some((prefix) => folded.startsWith(prefix));
}

/** True where one of the conditions says of the tag that it is exactly so; all others can only narrow. */
export function asksExactTag(block: ConditionBlock | undefined, { key, value }: TagSpec): boolean {
  const wanted = foldKey(`ssm:resourceTag/${key}`);
  const isAsked = (operator: string, literal: string) =>
    Object.entries(block?.[operator] ?? {}).some(([name, values]) => {
      const [only, ...more] = listOf(values);
      return foldKey(name) === wanted && only === literal && more.length === 0;
    });
  return isAsked("StringEquals", literalForEquals(value)) || isAsked("StringLike", literalForLike(value));
}

/** One text per condition, the same for what IAM treats alike. A StringLike without a wildcard is a StringEquals. */
export function conditionTexts(block: ConditionBlock | undefined): readonly string[] {
  return Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const texts = listOf(values).map(String).sort();
      const isPlain = operator === "StringLike" && texts.every((text) => !/[*?]|\$\{/.test(text));
      return JSON.stringify([isPlain ? "StringEquals" : operator, foldKey(key), [...new Set(texts)]]);
    }),
  );
}

/** Names are the user's: `__proto__` is an operator that nobody knows, and must not get lost. */
function ownMember(block: ConditionBlock, operator: string): ConditionBlock[string] {
  return (Object.hasOwn(block, operator) ? block[operator] : undefined) ?? {};
}

const TAG_PREFIXES = ["ssm:resourcetag/", "aws:resourcetag/"];
