import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { TaggingAction, TagStep } from "#lib/domain/tagging.ts";

/** The spellings that an action leaves on a node, whatever is there before. */
export function goalOf(action: Exclude<TaggingAction, "undo">, tag: TagSpec): readonly TagSpec[] {
  return action === "untag" ? [] : [{ key: tag.key, value: tag.value }];
}

/** True where a node holds just the spellings and values of the goal. */
export function reachesGoal(goal: readonly TagSpec[], now: TagReading): boolean {
  return isSameReading(goal, now.found);
}

/** True where both name the same spellings with the same values. */
export function isSameReading(one: readonly TagSpec[], other: readonly TagSpec[]): boolean {
  return one.length === other.length && one.every((tag) => valueIn(other, tag.key) === tag.value);
}

/**
 * True where what is there now is somewhere on our own way from before to the goal: every spelling is as it was or as
 * wanted, and none that is to go has gone before all that is to come had come, which is the order of our writes. False
 * says that somebody else has been at it.
 */
export function isOurs(now: TagReading, before: readonly TagSpec[], goal: readonly TagSpec[]): boolean {
  const keys = new Set([...now.found, ...before, ...goal].map(({ key }) => key));
  const isOnTheWay = [...keys].every((key) => {
    const value = valueIn(now.found, key);
    return value === valueIn(before, key) || value === valueIn(goal, key);
  });
  const isOneGone = before.some(({ key }) => valueIn(now.found, key) === undefined);
  return isOnTheWay && (!isOneGone || goal.every((tag) => valueIn(now.found, tag.key) === tag.value));
}

/** The writes that lead from what is there to the goal: creates first, so that a node never loses its grant in between. */
export function stepsTo(goal: readonly TagSpec[], now: readonly TagSpec[]): TagStep[] {
  const creates = goal.filter((tag) => valueIn(now, tag.key) !== tag.value);
  const deletes = now.filter((tag) => valueIn(goal, tag.key) === undefined);
  return [
    ...creates.map(({ key, value }): TagStep => ({ op: "create", key, value })),
    ...deletes.map(({ key, value }): TagStep => ({ op: "delete", key, value })),
  ];
}

/** The value under exactly this spelling, or undefined. */
export function valueIn(tags: readonly TagSpec[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}
