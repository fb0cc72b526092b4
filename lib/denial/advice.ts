import type { Node } from "#lib/domain/node.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { Blocker, Verdict } from "#lib/domain/verdict.ts";

/** What a denial comes down to; the words are in advice-words.ts. */
export type AdviceCode =
  | "tag-absent"
  | "tag-wrong"
  | "tag-conflict"
  | "tags-unread"
  | "policy-node"
  | "policy-unknown"
  | "reachable-now"
  | "node-not-listed"
  | "node-unread"
  | "node-masked"
  | "document-leg"
  | "default-shell-document"
  | "session-leg"
  | "no-resource-level"
  | "asked-for-everything"
  | "identity-deny"
  | "organization-policy"
  | "permissions-boundary"
  | "session-policy"
  | "vpc-endpoint-policy"
  | "resource-policy"
  | "trust-policy"
  | "assume-role"
  | "tagging-denied"
  | "encoded-only"
  | "no-detail"
  | "other-action";

/** Another AWS error that is often taken for a denial. */
export type LookAlikeCode =
  | "not-managed"
  | "not-connected"
  | "wrong-platform"
  | "id-not-found"
  | "dry-run"
  | "throttled"
  | "expired"
  | "other-error"
  | "nothing";

export type DenialAdvice = {
  code: AdviceCode;
  /** Whether the tag on the node is what this is about. */
  tag: "is-the-reason" | "is-not-the-reason" | "may-be-the-reason";
  /** What it means, one sentence. */
  title: string;
  /** Why, or what is known beyond the message. */
  detail: string;
  /** What to do, in order. */
  steps: readonly string[];
  /** What the product can do about it with one click; `policy` leads to the policy screen. */
  action: "tag" | "normalise" | "policy" | "decode" | null;
};

/** What a text that is no denial means, and what to do. */
export type LookAlikeAdvice = { code: LookAlikeCode; title: string; detail: string; steps: readonly string[] };

/**
 * What is true now of the node that a denial names. `node-leg`: what of tag and policy stands in the way of the denied
 * action on the node, under the policy in force. `unread`: its account and region were not read, or not wholly.
 */
export type KnownNode =
  | { state: "none" }
  | { state: "known"; node: Node; tag: TagReading; nodeLeg: readonly Blocker[]; runCommand: Verdict; portForwarding: Verdict }
  | { state: "not-listed" }
  | { state: "unread" };
