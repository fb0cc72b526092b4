import type { Ec2Node } from "#lib/aws/read-instances.ts";
import type { SsmNode } from "#lib/aws/read-managed.ts";
import { nameOf } from "#lib/aws/tag-reads.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Node, Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

type Place = Pick<Node, "partition" | "account" | "region">;

/** A node of which nothing is known but that it is there. */
export function unknownNode({ partition, account, region }: Place, id: InstanceId): Node {
  const kind = kindOf(id);
  return {
    partition,
    account,
    region,
    id,
    kind,
    name: "",
    state: kind === "hybrid" ? "none" : "unknown",
    platform: "unknown",
    platformName: "",
    ssm: "unknown",
    lastPing: null,
    agentVersion: "",
    tags: null,
    instanceType: "",
    privateIp: "",
    instanceProfile: "",
    launched: null,
    managedBy: "",
  };
}

/**
 * The node with what EC2 tells now. The platform that SSM told stays, it is the closer look. Tags that have yet to be
 * confirmed leave what was known of them.
 */
export function withEc2(node: Node, ec2: Ec2Node): Node {
  const bySsm = isManaged(node);
  return {
    ...node,
    ...ec2,
    name: ec2.tags === null ? node.name : ec2.name,
    platform: bySsm && node.platform !== "unknown" ? node.platform : ec2.platform,
    platformName: bySsm && node.platformName !== "" ? node.platformName : ec2.platformName,
    tags: ec2.tags ?? node.tags,
  };
}

/** The node with what SSM tells now. A hybrid node has no other name than its computer name, unless a tag names it. */
export function withSsm(node: Node, ssm: SsmNode): Node {
  return {
    ...node,
    name: node.kind === "hybrid" && nameOf(node.tags) === "" ? ssm.name : node.name,
    platform: ssm.platform === "unknown" ? node.platform : ssm.platform,
    platformName: ssm.platformName || node.platformName,
    ssm: ssm.ssm,
    lastPing: ssm.lastPing,
    agentVersion: ssm.agentVersion,
  };
}

/** The node as it is when SSM's whole list does not have it. */
export function withoutSsm(node: Node): Node {
  return { ...node, ssm: "not-managed", lastPing: null, agentVersion: "" };
}

/** The node with tags that were read for certain. */
export function withTags(node: Node, tags: Tags): Node {
  return { ...node, tags, name: nameOf(tags) || (node.kind === "hybrid" ? node.name : "") };
}

/** The node with these spellings of one tag key in place of those it had; null where its tags are not read. */
export function withSpellings(node: Node, key: string, found: readonly TagSpec[]): Node | null {
  if (node.tags === null) return null;
  const folded = key.toLowerCase();
  // Without a prototype: a tag may be called `__proto__`.
  const tags: Record<string, string> = Object.create(null);
  for (const [other, value] of Object.entries(node.tags)) if (other.toLowerCase() !== folded) tags[other] = value;
  for (const spelling of found) tags[spelling.key] = spelling.value;
  return withTags(node, tags);
}

function isManaged(node: Node): boolean {
  return node.ssm !== "unknown" && node.ssm !== "not-managed";
}
