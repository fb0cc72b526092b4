import type { CoverageChange } from "#lib/inventory/compare-coverage.ts";

export type ChangeWords = {
  /** Behind a count: "598 lose it". */
  word: string;
  /** In a sentence with the capability: "that lose Run Command". */
  verb: string;
  /** At the head of a column. */
  head: string;
  sign: string;
  ink: string;
};

/** The one table of words for what a swap does to a node. */
export const CHANGE_WORDS: Readonly<Record<CoverageChange, ChangeWords>> = {
  lose: { word: "lose it", verb: "that lose", head: "Lose", sign: "−", ink: "text-danger" },
  gain: { word: "gain it", verb: "that gain", head: "Gain", sign: "+", ink: "text-reachable" },
  keep: { word: "keep it", verb: "that keep", head: "Keep", sign: "=", ink: "text-ink-2" },
  unknown: {
    word: "cannot be told",
    verb: "of which it cannot be told whether they have",
    head: "Unknown",
    sign: "?",
    ink: "text-unknown",
  },
};
