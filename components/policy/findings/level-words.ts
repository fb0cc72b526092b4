import type { FindingLevel } from "#lib/policy/findings/finding.ts";

export const LEVELS: readonly FindingLevel[] = ["error", "warning", "info"];

export type LevelWords = { one: string; many: string; heading: string; sign: string; ink: string };

/** The one table of words for the levels; each has a sign of its own shape, as in the editor's margin. */
export const LEVEL_WORDS: Readonly<Record<FindingLevel, LevelWords>> = {
  error: { one: "error", many: "errors", heading: "To fix: holes, and what cannot work", sign: "●", ink: "text-danger" },
  warning: { one: "warning", many: "warnings", heading: "To look at", sign: "▲", ink: "text-tag" },
  info: { one: "note", many: "notes", heading: "Worth knowing", sign: "○", ink: "text-accent-text" },
};
