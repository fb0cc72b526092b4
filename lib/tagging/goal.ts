import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { TaggingAction } from "#lib/domain/tagging.ts";

/** True where a node is as the action wants it. */
export function reachesGoal(action: TaggingAction, reading: TagReading): boolean {
  return reading.state === (action === "untag" ? "absent" : "exact");
}

/** True where the tag that grants is on the node, whatever other spelling is beside it. */
export function holdsTag(reading: TagReading, tag: TagSpec): boolean {
  return holds(reading.found, tag);
}

/** True where both found the same spellings with the same values. */
export function isSameReading(one: TagReading, other: TagReading): boolean {
  return one.found.length === other.found.length && one.found.every((tag) => holds(other.found, tag));
}

/**
 * True where a node carries a spelling or value that was neither there before nor is what we write: somebody else's.
 * Everything else that is not the goal can be our own change on its way.
 */
export function isForeign(now: TagReading, before: TagReading, tag: TagSpec): boolean {
  return now.found.some((found) => !holds(before.found, found) && !holds([tag], found));
}

function holds(tags: readonly TagSpec[], wanted: TagSpec): boolean {
  return tags.some((tag) => tag.key === wanted.key && tag.value === wanted.value);
}
