import type { TagState } from "#lib/domain/tag-state.ts";
import type { Verdict } from "#lib/domain/verdict.ts";

const VERDICTS: readonly Verdict["verdict"][] = ["reachable", "blocked", "unknown"];
const TAG_STATES: readonly TagState[] = ["absent", "exact", "wrong-value", "key-case-variant", "conflicting-variants", "unknown"];

/** The verdict that a row of the database holds. One that this version does not know is not known. */
export function toVerdict(text: string): Verdict["verdict"] {
  return VERDICTS.find((verdict) => verdict === text) ?? "unknown";
}

/** The tag state that a row of the database holds. One that this version does not know is not known. */
export function toTagState(text: string): TagState {
  return TAG_STATES.find((state) => state === text) ?? "unknown";
}
