import type { Owner } from "#lib/domain/ownership.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** What makes or replaces nodes, with what their tags say about it. */
export type NodeSource = Pick<Owner, "kind" | "name"> & {
  account: string;
  region: string;
  /** Of the nodes' resources in their CloudFormation template (`aws:cloudformation:logical-id`). */
  logicalIds: readonly string[];
  /** Of Karpenter (`karpenter.k8s.aws/ec2nodeclass`); null where no tag says it. */
  nodeClass: string | null;
};

/** Text to run or to put into a file, exactly as it is, so that new nodes have the tag from their start. */
export type SourceSnippet = { title: string; text: string; note: string };

/**
 * What fixes the source of nodes, so that their tag lasts: none where there is nothing that one could write down without
 * knowing more. Names are other people's text: quoted for the shell, for YAML and for HCL, and no snippet is made of
 * names that hold control or direction characters, which a terminal would act on.
 */
export function durabilitySnippets(source: NodeSource, tag: TagSpec): readonly SourceSnippet[] {
  const told = [source.name, source.nodeClass ?? "", tag.key, tag.value];
  if (told.some((text) => /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text))) return [];
  switch (source.kind) {
    case "auto-scaling-group":
      return [autoScalingCommand(source, tag), ...template(source, tag, true)];
    case "cloudformation-stack":
      return template(source, tag, false);
    case "karpenter":
      return [nodeClass(source, tag)];
    case "eks-node-group":
      return [launchTemplate(tag)];
    case "terraform":
      return [terraformTag(tag), terraformIgnore(tag)];
    case "kubernetes-cluster":
    case "elastic-beanstalk":
    case "emr-cluster":
    case "ec2-fleet":
      return [];
  }
}

/** create-or-update-tags changes the group alone: "instances that are already running will not get" it (its reference). */
function autoScalingCommand({ name, account, region }: NodeSource, { key, value }: TagSpec): SourceSnippet {
  const tag = { ResourceId: name, ResourceType: "auto-scaling-group", Key: key, Value: value, PropagateAtLaunch: true };
  const short = Object.entries(tag).map((pair) => pair.join("="));
  // The short form has no way of writing a comma, a quote or a space that is the same in every shell.
  const isPlain = short.every((pair) => /^[\w./:@+=-]+$/.test(pair)) && ![name, key, value].some((text) => text.includes("="));
  const text = isPlain && value !== "" ? short.join(",") : JSON.stringify([tag]);
  return {
    title: "Tag the group, with the AWS CLI",
    text: `aws autoscaling create-or-update-tags --tags ${shellWord(text)} --region ${shellWord(region)}`,
    note: `Run it with credentials of account ${account}. It is for instances that the group launches from then on; those that run get the tag here.`,
  };
}

function template({ logicalIds }: NodeSource, tag: TagSpec, propagates: boolean): readonly SourceSnippet[] {
  const known = [...new Set(logicalIds)].filter((id) => /^[A-Za-z0-9]{1,255}$/.test(id)).sort();
  // A group that no template is known of is mended by the command alone.
  if (known.length === 0 && propagates) return [];
  const resources = (known.length === 0 ? ["YourInstance"] : known).flatMap((id) => [
    `  ${id}:`,
    "    Properties:",
    "      Tags:",
    `        - Key: ${JSON.stringify(tag.key)}`,
    `          Value: ${JSON.stringify(tag.value)}`,
    ...(propagates ? ["          PropagateAtLaunch: true"] : []),
  ]);
  return [
    {
      title: "In the CloudFormation template",
      text: ["Resources:", ...resources].join("\n"),
      note:
        known.length === 0
          ? "Put the entry into the Tags of the resource that makes the instances, beside those that it has."
          : "Put the entry into the Tags of each resource, beside those that it has.",
    },
  ];
}

function nodeClass({ nodeClass: name }: NodeSource, tag: TagSpec): SourceSnippet {
  return {
    title: "In the EC2NodeClass",
    text: [
      "apiVersion: karpenter.k8s.aws/v1",
      "kind: EC2NodeClass",
      ...(name === null ? [] : ["metadata:", `  name: ${JSON.stringify(name)}`]),
      "spec:",
      "  tags:",
      `    ${JSON.stringify(tag.key)}: ${JSON.stringify(tag.value)}`,
    ].join("\n"),
    note: "Karpenter may replace the nodes of the class when this changes (drift). Choose the moment.",
  };
}

function launchTemplate(tag: TagSpec): SourceSnippet {
  return {
    title: "In the node group’s launch template",
    text: [
      "LaunchTemplateData:",
      "  TagSpecifications:",
      "    - ResourceType: instance",
      "      Tags:",
      `        - Key: ${JSON.stringify(tag.key)}`,
      `          Value: ${JSON.stringify(tag.value)}`,
    ].join("\n"),
    note: "Tags of the node group itself do not reach its instances. EKS replaces the nodes when the group takes the new version of its template; the template that EKS makes by itself is not to be changed.",
  };
}

function terraformTag({ key, value }: TagSpec): SourceSnippet {
  return {
    title: "Let Terraform put it on",
    text: ["tags = {", `  ${hclString(key)} = ${hclString(value)}`, "}"].join("\n"),
    note: "Beside the tags that the resource has. For instances of a group or a launch template: in its tag or tag_specifications blocks.",
  };
}

function terraformIgnore({ key }: TagSpec): SourceSnippet {
  return {
    title: "Or let Terraform leave it alone",
    text: ['provider "aws" {', "  ignore_tags {", `    keys = [${hclString(key)}]`, "  }", "}"].join("\n"),
    note: "Then no apply takes the tag away, and no plan shows it.",
  };
}

/** One word of a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A quoted HCL template string: what would begin an interpolation or a directive is doubled (HCL native syntax). */
function hclString(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$$${").replaceAll("%{", "%%{");
}
