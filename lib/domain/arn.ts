import type { Node } from "./node.ts";
import type { Partition } from "./partition.ts";

/** The ARN that SSM and EC2 authorise for a node (Service Authorization Reference, instance and managed-instance). */
export function nodeArn({
  partition,
  region,
  account,
  kind,
  id,
}: Pick<Node, "partition" | "region" | "account" | "kind" | "id">): string {
  return kind === "hybrid"
    ? `arn:${partition}:ssm:${region}:${account}:managed-instance/${id}`
    : `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
}

/** The ARN of a document that AWS owns: its account is empty, as real denials print it. */
export function awsDocumentArn(partition: Partition, region: string, name: string): string {
  return `arn:${partition}:ssm:${region}::document/${name}`;
}
