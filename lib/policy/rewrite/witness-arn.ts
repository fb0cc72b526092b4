import type { Partition } from "#lib/domain/partition.ts";
import { matchesGlob, parseGlob } from "../glob.ts";

/** An account that nobody has, from AWS's own documentation. */
export const SAMPLE_ACCOUNT = "111122223333";
export const SAMPLE_INSTANCE = "i-0123456789abcdef0";
export const SAMPLE_HYBRID = "mi-0123456789abcdef0";

const SAMPLE_REGIONS: Readonly<Record<Partition, readonly string[]>> = {
  aws: ["us-east-1", "eu-west-1", "us-west-2", "ap-southeast-2", "eu-central-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-east-1"],
  "aws-iso-b": ["us-isob-east-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-south-1"],
};

/** One ARN that the pattern covers: wildcards and policy variables are filled with something that could really be there. */
export function witnessArn(pattern: string, partition: Partition): string {
  const plain = pattern.replaceAll(/\$\{[^}]*\}?/g, "*");
  const [prefix = "", , service = "", region = "", account = "", ...rest] = plain.split(":");
  const resource = rest.join(":");
  return [prefix, partition, service, fillRegion(region, partition), fillAccount(account), fillResource(resource)].join(":");
}

/** A region of the partition that is none of those. */
export function otherRegion(regions: readonly string[], partition: Partition): string | undefined {
  return SAMPLE_REGIONS[partition].find((region) => !regions.includes(region));
}

function fillRegion(region: string, partition: Partition): string {
  const glob = parseGlob(region);
  return SAMPLE_REGIONS[partition].find((name) => matchesGlob(glob, name)) ?? fill(region, "x");
}

function fillAccount(account: string): string {
  if (!/[*?]/.test(account)) return account;
  if (matchesGlob(parseGlob(account), SAMPLE_ACCOUNT)) return SAMPLE_ACCOUNT;
  return account
    .replaceAll("?", "0")
    .replace("*", "0".repeat(Math.max(0, 13 - account.length)))
    .replaceAll("*", "");
}

function fillResource(resource: string): string {
  if (resource === "instance/*") return `instance/${SAMPLE_INSTANCE}`;
  if (resource === "managed-instance/*") return `managed-instance/${SAMPLE_HYBRID}`;
  return fill(resource, "0");
}

function fill(text: string, letter: string): string {
  return text.replaceAll(/[*?]/g, letter);
}
