import { partitionOf } from "#lib/domain/partition.ts";
import type { EstateCell } from "./estate/cell.ts";

type Place = Pick<EstateCell, "account" | "region">;

/** A node's ARN: an EC2 instance is EC2's resource for SSM too, a hybrid node is SSM's. */
export function nodeArn({ account, region }: Place, id: string): string {
  const partition = partitionOf(region);
  return id.startsWith("mi-")
    ? `arn:${partition}:ssm:${region}:${account}:managed-instance/${id}`
    : `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
}

/** What SSM names in a denial of an action that has no resource level. */
export function anySsmArn({ account, region }: Place): string {
  return `arn:${partitionOf(region)}:ssm:${region}:${account}:*`;
}

export function sessionArn({ account, region }: Place, sessionId: string): string {
  return `arn:${partitionOf(region)}:ssm:${region}:${account}:session/${sessionId}`;
}
