import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { CoverageChange } from "#lib/inventory/compare-coverage.ts";
import { CHANGE_WORDS } from "./change-words.ts";

/** Nodes to be listed: those that a change happens to, of one capability, and where it is one part of a breakdown, of that. */
export type ListedChange = {
  capability: Capability;
  change: CoverageChange;
  part: ListedPart | null;
};

export type ListedPart = {
  field: string;
  /** The value's code in the field's column. */
  code: number;
  /** "Account production", in words. */
  words: string;
};

/** "598 instances that lose Run Command", without the count. */
export function listedWords({ capability, change, part }: ListedChange): string {
  const words = `${CHANGE_WORDS[change].verb} ${CAPABILITY_WORDS[capability]}`;
  return part === null ? words : `${words}, ${part.words}`;
}
