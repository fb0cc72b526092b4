import type { Authorize } from "#lib/domain/authorization.ts";
import { parseInstanceId } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { findNode } from "#lib/inventory/find-node.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { KnownNode } from "./advice.ts";
import type { DenialFacts } from "./denial.ts";
import { knowNode } from "./know-node.ts";

/** What the estate knows of the node that a denial names, under the policy in force. */
export function knownInEstate(
  snapshot: Snapshot,
  facts: DenialFacts,
  authorizeIn: (partition: Partition) => Authorize,
): KnownNode {
  const id = parseInstanceId(facts.nodeId ?? "");
  if (id === undefined) return { state: "none" };
  // The account of the facts is the principal's where the resource has none; that is not where the node has to be.
  const [, , , , account] = facts.resource?.startsWith("arn:") ? facts.resource.split(":") : [];
  const found = findNode(snapshot, id, /^\d{12}$/.test(account ?? "") ? account : undefined, facts.region);
  if (found.state !== "found") return { state: found.state };
  const node = snapshot.node(found.row);
  return knowNode(node, facts, snapshot.tag, authorizeIn(node.partition));
}
