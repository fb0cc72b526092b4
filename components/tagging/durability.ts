import type { Tags } from "#lib/domain/node.ts";
import { OWNER_NAMES, type Owner, ownershipOf } from "#lib/domain/ownership.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { durabilitySnippets, type SourceSnippet } from "./durability-snippet.ts";
import { rowOf } from "./reach-gain.ts";

/** Nodes of one owner, what that means for a tag that is put on by hand, and what makes it last. */
export type DurabilityWarning = {
  key: string;
  owner: string;
  kind: string;
  /** Where its nodes are; null where the same owner has nodes in several places. */
  place: { account: string; region: string } | null;
  durability: string;
  nodes: number;
  snippets: readonly SourceSnippet[];
};

/** Who makes or replaces the nodes, most nodes first. A node counts with the owner that its tags have to be mended at. */
export function durabilityWarnings(
  snapshot: Snapshot,
  nodes: readonly TaggingTarget[],
  tag: TagSpec,
): readonly DurabilityWarning[] {
  const owned = nodes.flatMap((target) => {
    const row = rowOf(snapshot, target);
    const tags = row === undefined ? null : snapshot.node(row).tags;
    const owner = sourceOf(ownershipOf(tags));
    return owner === undefined ? [] : [{ target, tags, owner }];
  });
  const groups = Map.groupBy(owned, ({ owner: { kind, name }, target: { account, region } }) =>
    // Two groups of one name in two places are two groups; Terraform has no name and one configuration for many places.
    JSON.stringify(kind === "terraform" ? [kind] : [kind, name, account, region]),
  );
  return [...groups].flatMap(([key, members]) => warning(key, members, tag)).sort((a, b) => b.nodes - a.nodes);
}

type Owned = { target: TaggingTarget; tags: Tags | null; owner: Owner };

function warning(key: string, members: readonly Owned[], tag: TagSpec): DurabilityWarning[] {
  return members.slice(0, 1).map(({ owner: { kind, name, durability }, target: { account, region }, tags }) => ({
    key,
    owner: kind === "terraform" ? "" : name,
    kind: OWNER_NAMES[kind],
    place: kind === "terraform" ? null : { account, region },
    durability,
    nodes: members.length,
    snippets: durabilitySnippets(
      {
        kind,
        name,
        account,
        region,
        logicalIds: members.flatMap((member) => member.tags?.["aws:cloudformation:logical-id"] ?? []),
        nodeClass: tags?.["karpenter.k8s.aws/ec2nodeclass"] ?? null,
      },
      tag,
    ),
  }));
}

/** EKS and Elastic Beanstalk keep Auto Scaling groups of their own: what is written on those does not last either. */
function sourceOf(owners: readonly Owner[]): Owner | undefined {
  const [first] = owners;
  if (first?.kind !== "auto-scaling-group") return first;
  return owners.find(({ kind }) => kind === "eks-node-group" || kind === "elastic-beanstalk") ?? first;
}
