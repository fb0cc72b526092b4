import type { Partition } from "#lib/domain/partition.ts";
import { hasWildcard, isEverything, parseGlob } from "../../glob.ts";
import { neededDocuments } from "../needed-documents.ts";

/** A statement's resources by the part that they play in SendCommand or StartSession. */
export type ResourceLegs = { nodes: readonly string[]; documents: readonly string[]; others: readonly string[] };

/**
 * Sorts the resources of a statement into nodes, documents and the rest. What is wider than one kind is written out as
 * the kinds in it: nodes of both kinds, and of documents only those that Cado needs for the action. Never wider than
 * before. SendCommand also takes buckets and StartSession tasks; what neither takes is left out. Null where a pattern
 * cannot be taken apart that way.
 */
export function resourceLegs(resources: readonly string[], action: string, partition: Partition): ResourceLegs | null {
  const nodes: string[] = [];
  const documents: string[] = [];
  const others: string[] = [];
  for (const resource of resources) {
    const [, written = "*", service = "*", region = "*", account = "*", ...rest] = resource.split(":");
    const everything = isEverything(parseGlob(resource));
    const where = everything || isEverything(parseGlob(written)) ? partition : written;
    const id = rest.join(":") || "*";
    if (everything) {
      nodes.push(`arn:${where}:ec2:*:*:instance/*`, `arn:${where}:ssm:*:*:managed-instance/*`);
      documents.push(...neededDocuments(action, where, "*").map(({ pattern }) => pattern));
    } else if (hasWildcard(parseGlob(service)) || !isWhole(resource)) return null;
    else if (service === "ec2" && isEverything(parseGlob(id))) nodes.push(`arn:${where}:ec2:${region}:${account}:instance/*`);
    else if (service === "ec2" && id.startsWith("instance/")) nodes.push(resource);
    else if (service === "ssm" && id.startsWith("managed-instance/")) nodes.push(resource);
    else if (service === "ssm" && id.startsWith("document/")) documents.push(resource);
    else if (service === "ssm" && isEverything(parseGlob(id)) && isEverything(parseGlob(account))) {
      nodes.push(`arn:${where}:ssm:${region}:${account}:managed-instance/*`);
      documents.push(...neededDocuments(action, where, region).map(({ pattern }) => pattern));
    } else if (hasWildcard(parseGlob(id.split("/")[0] ?? ""))) return null;
    else if (["s3", "ecs"].includes(service)) others.push(resource);
  }
  return { nodes: [...new Set(nodes)], documents: [...new Set(documents)], others };
}

/** All six parts of an ARN are written. */
function isWhole(resource: string): boolean {
  return resource.split(":").length >= 6;
}
