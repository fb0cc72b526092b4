import type { NodeState, Platform, SsmState } from "#lib/domain/node.ts";
import type { TagState } from "#lib/domain/tag-state.ts";
import type { BlockerCode } from "#lib/domain/verdict.ts";

/**
 * The closed vocabularies, in the order of their codes, which is also the order in which they sort. Written as records so
 * that the compiler sees a word that is missing here.
 */
export const NODE_STATES = wordsOf<NodeState>({
  running: true,
  pending: true,
  stopping: true,
  stopped: true,
  "shutting-down": true,
  terminated: true,
  none: true,
  unknown: true,
});

export const PLATFORMS = wordsOf<Platform>({ linux: true, windows: true, macos: true, unknown: true });

export const SSM_STATES = wordsOf<SsmState>({
  online: true,
  "connection-lost": true,
  inactive: true,
  "not-managed": true,
  unknown: true,
});

export const TAG_STATES = wordsOf<TagState>({
  exact: true,
  "key-case-variant": true,
  "wrong-value": true,
  "conflicting-variants": true,
  absent: true,
  unknown: true,
});

/** In the order of the chain. */
export const BLOCKER_CODES = wordsOf<BlockerCode>({
  "partition-unsupported": true,
  "not-running": true,
  "state-unread": true,
  "not-managed": true,
  "connection-lost": true,
  inactive: true,
  "ssm-unread": true,
  "agent-too-old": true,
  "agent-unread": true,
  "platform-unsupported": true,
  "platform-unread": true,
  "tag-absent": true,
  "tag-wrong-value": true,
  "tag-conflict": true,
  "tags-unread": true,
  "policy-node": true,
  "policy-document": true,
  "policy-explicit-deny": true,
  "policy-unknown": true,
});

/** The record is written out above with these keys and no others, and keys keep the order in which they are written. */
function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}
