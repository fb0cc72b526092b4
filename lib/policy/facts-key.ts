import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** Which facts of a node the statements about Run Command and port forwarding look at. */
export type PolicyReads = {
  account: boolean;
  region: boolean;
  /** The policy names single nodes. */
  id: boolean;
  /** Tag keys that conditions or policy variables read, folded to lower case. */
  tagKeys: readonly string[];
};

/**
 * Nodes with the same key get the same verdict for both capabilities: same blockers in the same order, but for the
 * `resource` and `lastPing` that a blocker tells of the node itself.
 */
export function verdictFactsKey(node: Node, tag: TagSpec, reads: PolicyReads): string {
  return JSON.stringify([node, tag, reads]);
}
