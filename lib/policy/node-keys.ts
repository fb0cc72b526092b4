import { type Template, variablesOf } from "./policy-variable.ts";

/** Beginnings of the condition keys that hold a node's tags, folded. */
const TAG_PREFIXES = ["ssm:resourcetag/", "aws:resourcetag/", "ec2:resourcetag/"];

/** Folded keys, or beginnings of them, that have a value in what ask-policy.ts and role-questions.ts ask. */
const TOLD = [
  ...TAG_PREFIXES,
  "aws:requesttag/",
  "aws:tagkeys",
  "aws:requestedregion",
  "aws:principalaccount",
  "aws:resourceaccount",
  "aws:securetransport",
  "aws:viaawsservice",
  "ec2:region",
];

/** The node's tag that a folded condition key reads, as a list of one, or of none. */
export function tagKeyOf(key: string): readonly string[] {
  return TAG_PREFIXES.flatMap((prefix) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
}

/**
 * True for a text of a policy that comes to no value for any node: it is not understood, or has a variable that only the
 * caller's session could fill (`aws:username`). Whatever node is asked about, the answer is the same.
 */
export function neverResolves(template: Template): boolean {
  if (template.fixed !== null) return template.fixed.kind !== "glob";
  const fillable = (key: string) => TOLD.some((start) => key.startsWith(start));
  const hasFallback = (template.parts ?? []).some((part) => "key" in part && part.fallback !== null);
  return !hasFallback && variablesOf(template).some((key) => !fillable(key));
}
