import type { TagState } from "#lib/domain/tag-state.ts";
import type { TaggingAction } from "#lib/domain/tagging.ts";

/** What the one key for tagging does to a node: puts the tag on, puts it right, or takes it off. Each is reviewed first. */
export function nextAction(state: TagState): TaggingAction {
  if (state === "absent" || state === "unknown") return "tag";
  return state === "exact" ? "untag" : "normalise";
}
