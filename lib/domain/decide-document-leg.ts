import { awsDocumentArn } from "./arn.ts";
import { askDocument } from "./ask-policy.ts";
import type { Authorize } from "./authorization.ts";
import { CAPABILITY_NEEDS, documentsFor, servesEveryPlatform } from "./capability.ts";
import type { Node } from "./node.ts";
import { policyBlocker } from "./policy-blocker.ts";
import type { Blocker, Capability } from "./verdict.ts";

/**
 * The document is the platform's. Where the platform is not known, only an answer that every platform's document shares
 * counts, and a capability that not every platform has stays unknown.
 */
export function decideDocumentLeg(node: Node, capability: Capability, authorize: Authorize): readonly Blocker[] {
  const { platform } = node;
  const { action } = CAPABILITY_NEEDS[capability];
  const unread: Blocker = { code: "platform-unread", layer: "platform", effect: "unknown" };
  const legs = documentsFor(capability, platform).map((name) => {
    const answer = askDocument(authorize, action, node, name);
    const resource = awsDocumentArn(node.partition, node.region, name);
    return { result: answer.result, blocker: policyBlocker("policy-document", action, resource, answer) };
  });
  const [first] = legs;
  if (first === undefined) return [{ code: "platform-unsupported", layer: "platform", effect: "blocks", platform }];
  if (legs.every(({ result }) => result === first.result)) {
    const isOpen = platform === "unknown" && !servesEveryPlatform(capability);
    return [...(isOpen ? [unread] : []), ...(first.result === "allowed" ? [] : [first.blocker])];
  }
  return [unread, ...legs.flatMap(({ result, blocker }) => (result === "unknown" ? [blocker] : []))];
}
