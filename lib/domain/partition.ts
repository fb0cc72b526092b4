/** AWS partitions and the shape of their region names (botocore partitions.json). */
export type Partition = "aws" | "aws-cn" | "aws-us-gov" | "aws-iso" | "aws-iso-b" | "aws-iso-e" | "aws-iso-f" | "aws-eusc";

const PREFIXES: readonly (readonly [prefix: string, partition: Partition])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isof-", "aws-iso-f"],
  ["eusc-de-", "aws-eusc"],
];

export const PARTITIONS: readonly Partition[] = [
  "aws",
  "aws-us-gov",
  "aws-cn",
  "aws-eusc",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
];

/** The partition that a region belongs to; every name without a special prefix is in `aws`. */
export function partitionOf(region: string): Partition {
  return PREFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** True for the exact name of a partition. */
export function isPartition(text: string): text is Partition {
  return (PARTITIONS as readonly string[]).includes(text);
}
