import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { Capability, Verdict } from "#lib/domain/verdict.ts";

/** The verdict in one sentence, its first reason in a second. */
export function verdictSentence(verdict: Verdict, capability: Capability, tag: TagSpec): string {
  const name = CAPABILITY_WORDS[capability];
  if (verdict.verdict === "reachable") return `Cado can use ${name} on this node.`;
  const first = verdict.blockers.find(({ effect }) => effect === "blocks") ?? verdict.blockers[0];
  const reason = first === undefined ? "" : ` ${blockerWords(first, tag).sentence}`;
  if (verdict.verdict === "unknown") return `It is not known whether Cado can use ${name} on this node.${reason}`;
  const others = verdict.blockers.length - 1;
  const more = others === 0 ? "" : ` ${others === 1 ? "One more thing stands" : `${others} more things stand`} in the way.`;
  return `Cado cannot use ${name} on this node.${reason}${more}`;
}
