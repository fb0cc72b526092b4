import type { VariantName } from "#lib/policy/variants.ts";

export type VariantWords = {
  name: string;
  /** What it does, and what it does not, in one honest line. */
  line: string;
};

/** The one table of words for the variants. */
export const VARIANT_WORDS: Readonly<Record<VariantName, VariantWords>> = {
  "documented-default": {
    name: "Documented default",
    line: "Run Command on every EC2 instance, tagged or not. Alone it can neither list instances nor end sessions.",
  },
  "documented-tagged": {
    name: "Documented, tagged",
    line: "Run Command on tagged EC2 instances only. Alone it can neither list instances nor end sessions, and port forwarding fails on its document.",
  },
  corrected: {
    name: "Corrected",
    line: "Run Command and port forwarding on tagged nodes, EC2 and hybrid. Lists instances and ends its own sessions: works alone.",
  },
};
