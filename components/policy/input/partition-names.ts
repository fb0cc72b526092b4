import type { Partition } from "#lib/domain/partition.ts";

/** AWS's names for its partitions. */
export const PARTITION_NAMES: Readonly<Record<Partition, string>> = {
  aws: "AWS",
  "aws-us-gov": "AWS GovCloud (US)",
  "aws-cn": "AWS China",
  "aws-eusc": "AWS European Sovereign Cloud",
  "aws-iso": "AWS ISO (US)",
  "aws-iso-b": "AWS ISOB (US)",
  "aws-iso-e": "AWS ISOE (Europe)",
  "aws-iso-f": "AWS ISOF",
};
