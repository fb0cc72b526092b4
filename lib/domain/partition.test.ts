import { expect, it } from "vitest";
import { isPartition, PARTITIONS, partitionOf } from "./partition.ts";

it.each([
  ["us-east-1", "aws"],
  ["me-central-1", "aws"],
  ["mx-central-1", "aws"],
  ["us-gov-west-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
])("puts %s into %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

it("knows a partition by its exact name alone", () => {
  expect(PARTITIONS.every(isPartition)).toBe(true);
  expect(["AWS", "aws-gov", "", "aws "].some(isPartition)).toBe(false);
});
