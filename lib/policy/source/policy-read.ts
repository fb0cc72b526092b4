import type { TextPlace } from "../json-text.ts";
import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyProblem } from "../parse-policy.ts";

export type SourceFormat = "json" | "yaml" | "cloudformation" | "terraform";

/** From `from` up to and without `to`, in UTF-16 code units of the text. */
export type TextSpan = { from: number; to: number };

/** A policy as it stands in a text. */
export type SourcePolicy = NamedPolicy & {
  /** The role that has it, by what the text calls it; null where the text does not tell. Two roles' policies are no union. */
  role: string | null;
  /** Where the policy begins. */
  place: TextPlace;
  /** Where each statement of the document stands, in its order. */
  statements: readonly TextSpan[];
};

/** A part of the text that is no policy of a role, and was left out: a trust policy, a bucket's policy. */
export type SkippedPart = { what: string; place: TextPlace };

/**
 * A reference whose value the text does not tell (`AWS::AccountId`, `var.region`), or `role` where it has policies of
 * several: the reader has to be given it. `choices`: what it can be, where that is known.
 */
export type UnresolvedValue = { name: string; places: readonly TextPlace[]; choices?: readonly string[] };

/** Whole or not at all: a text with a problem, or with a value that is not known, is never half read. */
export type PolicyRead =
  | { ok: true; format: SourceFormat; policies: readonly SourcePolicy[]; skipped: readonly SkippedPart[] }
  | { ok: false; format: SourceFormat | null; problems: readonly PolicyProblem[]; unresolved: readonly UnresolvedValue[] };
