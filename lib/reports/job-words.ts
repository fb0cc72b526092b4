import type { JobSummary, OutcomeState, TaggingAction } from "#lib/domain/tagging.ts";

/** How a node ended, in words. */
export const RESULT_WORDS: Readonly<Record<OutcomeState, string>> = {
  verified: "Done and verified",
  already: "Right already",
  written: "Written, not seen yet",
  failed: "Failed",
  skipped: "Not sent",
  pending: "Not sent yet",
};

const TITLES: Readonly<Record<TaggingAction, string>> = {
  tag: "Tagging",
  untag: "Untagging",
  normalise: "Fixing the tag of",
  undo: "Undo on",
};

/** "Tagging 198 nodes". */
export function jobTitle({ action, total }: Pick<JobSummary, "action" | "total">): string {
  return `${TITLES[action]} ${total.toLocaleString("en")} ${total === 1 ? "node" : "nodes"}`;
}

const DOES: Readonly<Record<TaggingAction, string>> = {
  tag: "Puts the tag on nodes that have no spelling of it.",
  untag: "Takes away every spelling of the tag that grants.",
  normalise: "Writes the exact tag, then takes away its other spellings.",
  undo: "Puts back what another job changed, where a node still holds what that job left.",
};

/** What the job does, in one sentence. */
export function jobDoes({ action }: Pick<JobSummary, "action">): string {
  return DOES[action];
}

/** "done", "still running: what follows is how far it got". */
export function stateWords({ state }: Pick<JobSummary, "state">): string {
  if (state === "done") return "Done.";
  if (state === "cancelled") return "Cancelled before its end.";
  const where = { queued: "waiting to begin", applying: "still running", paused: "paused" }[state];
  return `It is ${where}: this report says how far it had come, and is not the last word.`;
}
