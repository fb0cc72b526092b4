import "server-only";
import type { Problem } from "#lib/domain/problem.ts";

/** AWS's refusals of one node, in words for the person who wanted to change it. The code stays AWS's. */
const WORDS: Readonly<Record<string, { title: string; remedy?: string }>> = {
  "InvalidInstanceID.NotFound": { title: "This instance no longer exists." },
  "InvalidInstanceID.Malformed": { title: "AWS does not take this for the id of an instance." },
  InvalidResourceId: { title: "This hybrid node no longer exists." },
  TagLimitExceeded: {
    title: "The node already has the 50 tags that AWS allows.",
    remedy: "Take one tag that nobody needs off the node, then try again.",
  },
  TooManyTagsError: {
    title: "The node already has the 50 tags that AWS allows.",
    remedy: "Take one tag that nobody needs off the node, then try again.",
  },
  TagPolicyViolation: {
    title: "A tag policy of the organization forbids this tag or its value.",
    remedy: "Ask whoever manages the organization's tag policies to allow it for ec2:instance.",
  },
  ConcurrentTagAccess: {
    title: "Something else kept changing the tags of this node at the same time.",
    remedy: "Try again in a minute.",
  },
};

/** The problem with a title and a remedy of its own, where the refusal is about a node. */
export function inNodeWords(problem: Problem): Problem {
  return { ...problem, ...WORDS[problem.code] };
}
