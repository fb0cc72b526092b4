import "server-only";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { AccountId } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { AwsLimits } from "./aws-limits.ts";

/** IAM of one account. The client is paced and limited per attempt; send through `callIam`, which limits the whole call. */
export type IamClients = {
  account: AccountId;
  partition: Partition;
  iam: IAMClient;
  limits: AwsLimits;
};

/** The region that requests to a partition's one IAM are signed for (the SDK's endpoint rules for IAM). */
export function iamRegionOf(partition: Partition): string {
  return IAM_REGIONS[partition];
}

const IAM_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
  "aws-eusc": "eusc-de-east-1",
};
