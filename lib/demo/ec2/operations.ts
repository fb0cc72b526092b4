import { createTags } from "./create-tags.ts";
import { deleteTags } from "./delete-tags.ts";
import { describeInstances } from "./describe-instances.ts";
import { describeRegions } from "./describe-regions.ts";
import { describeTags } from "./describe-tags.ts";
import type { Ec2Operation } from "./operation.ts";

/** The EC2 operations of the stand-in by AWS's name. */
export const EC2_OPERATIONS: ReadonlyMap<string, Ec2Operation> = new Map([
  ["CreateTags", createTags],
  ["DeleteTags", deleteTags],
  ["DescribeInstances", describeInstances],
  ["DescribeRegions", describeRegions],
  ["DescribeTags", describeTags],
]);
