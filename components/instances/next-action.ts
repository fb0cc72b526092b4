import type { TagState } from "#lib/domain/tag-state.ts";
import type { TaggingAction } from "#lib/domain/tagging.ts";

/** What can be done to nodes that somebody points at; undoing is done to a job. */
export type NodeAction = Exclude<TaggingAction, "undo">;

/** What the one key for tagging does to a node: puts the tag on, puts it right, or takes it off. Each is reviewed first. */
export function nextAction(state: TagState): NodeAction {
  if (state === "absent" || state === "unknown") return "tag";
  return state === "exact" ? "untag" : "normalise";
}
