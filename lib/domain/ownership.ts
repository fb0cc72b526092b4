import type { Tags } from "./node.ts";

export type OwnerKind =
  | "auto-scaling-group"
  | "karpenter"
  | "eks-node-group"
  | "kubernetes-cluster"
  | "elastic-beanstalk"
  | "emr-cluster"
  | "ec2-fleet"
  | "cloudformation-stack"
  | "terraform";

/** Something that made the node, or keeps it as it is, and what that means for a tag that is put on by hand. */
export type Owner = {
  kind: OwnerKind;
  /** The group's, stack's or cluster's name; the hint itself for Terraform. */
  name: string;
  /** What it means for how long the tag lasts, one sentence. */
  durability: string;
};

/**
 * Who owns a node, told from the tags that AWS and the common tools put on; the one that replaces nodes soonest first.
 * Empty where no tag tells, which proves nothing; tags that were not read give an empty list too.
 */
export function ownershipOf(tags: Tags | null): readonly Owner[] {
  if (tags === null) return [];
  return RULES.flatMap(({ kind, find, durability }) => {
    const name = find(tags);
    return name === null ? [] : [{ kind, name, durability: durability(name) }];
  });
}

/** Kinds in words. */
export const OWNER_NAMES: Readonly<Record<OwnerKind, string>> = {
  "auto-scaling-group": "Auto Scaling group",
  karpenter: "Karpenter node pool",
  "eks-node-group": "EKS node group",
  "kubernetes-cluster": "Kubernetes cluster",
  "elastic-beanstalk": "Elastic Beanstalk environment",
  "emr-cluster": "EMR cluster",
  "ec2-fleet": "EC2 fleet",
  "cloudformation-stack": "CloudFormation stack",
  terraform: "Terraform",
};

type Rule = { kind: OwnerKind; find: (tags: Tags) => string | null; durability: (name: string) => string };

const RULES: readonly Rule[] = [
  {
    kind: "karpenter",
    find: tagValue("karpenter.sh/nodepool", "karpenter.sh/provisioner-name"),
    durability: (name) => `Karpenter replaces nodes at any time: put the tag into the EC2NodeClass that node pool ${name} uses.`,
  },
  {
    kind: "auto-scaling-group",
    find: tagValue("aws:autoscaling:groupName"),
    durability: (name) => `The group replaces its instances sooner or later: tag ${name} too, with propagation at launch.`,
  },
  {
    kind: "eks-node-group",
    find: tagValue("eks:nodegroup-name"),
    durability: (name) => `EKS replaces the nodes of ${name} on updates: put the tag into the node group's launch template.`,
  },
  {
    kind: "kubernetes-cluster",
    find: (tags) =>
      tagValue("eks:cluster-name", "aws:eks:cluster-name", "KubernetesCluster")(tags) ?? suffixOf(tags, "kubernetes.io/cluster/"),
    durability: (name) => `A node of cluster ${name} is replaced on upgrades: the tag has to be in what launches its nodes.`,
  },
  {
    kind: "elastic-beanstalk",
    find: tagValue("elasticbeanstalk:environment-name"),
    durability: (name) => `The environment ${name} replaces its instances on deployments: add the tag to the environment.`,
  },
  {
    kind: "emr-cluster",
    find: tagValue("aws:elasticmapreduce:job-flow-id"),
    durability: (name) => `The instances of ${name} come and go with the cluster: add the tag to the cluster.`,
  },
  {
    kind: "ec2-fleet",
    find: tagValue("aws:ec2:fleet-id", "aws:ec2spot:fleet-request-id"),
    durability: (name) => `The fleet ${name} launches replacements: put the tag into its launch template.`,
  },
  {
    kind: "cloudformation-stack",
    find: tagValue("aws:cloudformation:stack-name"),
    durability: (name) => `The next update of stack ${name} that replaces the instance drops the tag: add it to the template.`,
  },
  {
    kind: "terraform",
    find: terraformHint,
    durability: () => "The next terraform apply takes away a tag that the configuration does not have: add it there.",
  },
];

function tagValue(...keys: readonly string[]): (tags: Tags) => string | null {
  return (tags) => {
    for (const key of keys) {
      const value = tags[key];
      if (value !== undefined && value !== "") return value;
    }
    return null;
  };
}

function suffixOf(tags: Tags, prefix: string): string | null {
  const key = Object.keys(tags).find((candidate) => candidate.startsWith(prefix) && candidate.length > prefix.length);
  return key === undefined ? null : key.slice(prefix.length);
}

/** Terraform puts no tag of its own on; people say it in tags like `ManagedBy=terraform` or `terraform=true`. */
function terraformHint(tags: Tags): string | null {
  for (const [key, value] of Object.entries(tags)) {
    const name = key.toLowerCase().replaceAll(/[-_: ]/g, "");
    const said = value.toLowerCase();
    const byValue = ["managedby", "createdby", "provisioner", "provisionedby", "iac", "deployedby"].includes(name);
    if (byValue && said.includes("terraform")) return `${key}=${value}`;
    if ((name === "terraform" || name === "terraformmanaged") && !["false", "no", "0"].includes(said)) return `${key}=${value}`;
    if (name.startsWith("terraform") && /workspace|module|stack|state/.test(name)) return `${key}=${value}`;
  }
  return null;
}
