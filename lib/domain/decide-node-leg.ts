import { nodeArn } from "./arn.ts";
import { askNode } from "./ask-policy.ts";
import type { AuthorizationAnswer, Authorize } from "./authorization.ts";
import type { Node, Tags } from "./node.ts";
import { policyBlocker } from "./policy-blocker.ts";
import type { TagSpec } from "./tag-spec.ts";
import { readTagState, type TagReading } from "./tag-state.ts";
import type { Blocker } from "./verdict.ts";

/**
 * What the node's tag and the policy put in the way of an action on the node. The two are told apart by meaning, never
 * by statement: the tag stands in the way where the same policy would answer better were the node's tag exactly right.
 */
export function decideNodeLeg(node: Node, action: string, tag: TagSpec, authorize: Authorize): readonly Blocker[] {
  const resource = nodeArn(node);
  const now = askNode(authorize, action, node, node.tags);
  if (now.result === "allowed") return [];
  const tagged = askNode(authorize, action, node, withExactTag(node.tags, tag));
  const reading = readTagState(node.tags, tag);
  const rest = tagged.result === "allowed" ? [] : [policyBlocker("policy-node", action, resource, tagged)];
  if (now.result === "denied") return tagged.result === "denied" ? rest : [tagBlocker(reading), ...rest];
  if (tagged.result !== "allowed") return [policyBlocker("policy-node", action, resource, now)];
  if (reading.state === "unknown") return [{ code: "tags-unread", layer: "tag", effect: "unknown" }];
  if (reading.state === "conflicting-variants") return [conflict(reading, readings(node, action, tag, authorize))];
  return [policyBlocker("policy-node", action, resource, now)];
}

/** The answers for each of the spellings being the one that IAM sees: AWS says "matches … but not both". */
function readings(node: Node, action: string, tag: TagSpec, authorize: Authorize): readonly AuthorizationAnswer[] {
  const others = withoutTag(node.tags, tag);
  return readTagState(node.tags, tag).found.map(({ key, value }) =>
    askNode(authorize, action, node, { ...others, [key]: value }),
  );
}

function conflict(reading: TagReading, answers: readonly AuthorizationAnswer[]): Blocker {
  const blocks = answers.every(({ result }) => result === "denied");
  return { code: "tag-conflict", layer: "tag", effect: blocks ? "blocks" : "unknown", keys: reading.found.map(({ key }) => key) };
}

/** For a node that is denied with the tag as it is, and would not be with the right one. */
function tagBlocker({ state, found }: TagReading): Blocker {
  const [first] = found;
  if (first === undefined) return { code: "tag-absent", layer: "tag", effect: "blocks" };
  if (state === "conflicting-variants")
    return { code: "tag-conflict", layer: "tag", effect: "blocks", keys: found.map(({ key }) => key) };
  return { code: "tag-wrong-value", layer: "tag", effect: "blocks", key: first.key, value: first.value };
}

/** Of tags that were not read only the right one is made known. */
function withExactTag(tags: Tags | null, tag: TagSpec): Tags {
  return { ...withoutTag(tags, tag), [tag.key]: tag.value };
}

function withoutTag(tags: Tags | null, tag: TagSpec): Tags {
  const wanted = tag.key.toLowerCase();
  return Object.fromEntries(Object.entries(tags ?? {}).filter(([key]) => key.toLowerCase() !== wanted));
}
