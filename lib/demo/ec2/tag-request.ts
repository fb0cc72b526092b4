import { parseInstanceId } from "#lib/domain/ids.ts";
import type { CellCall } from "../call.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";
import { findInstances } from "./instance-ids.ts";

/** A tag as CreateTags and DeleteTags name it; without a value: null. */
export type RequestedTag = { key: string; value: string | null };

export type TagRequest = { ids: readonly string[]; tags: readonly RequestedTag[] };

/** Limits of one call and of a tag (EC2 API reference, CreateTags; the user guide says 128 for a key). */
const MOST_RESOURCES = 1000;
const MOST_TAGS = 1000;
const LONGEST_KEY = 127;
const LONGEST_VALUE = 256;

/** Names of the parameters of both tag operations. */
export const TAG_PARAMETERS = /^(ResourceId\.\d+|Tag\.\d+\.(Key|Value)|DryRun)$/;

/** Reads and checks ids and tags for their shape; nothing is looked up yet. */
export function readTagRequest(parameters: QueryParameters): TagRequest {
  const ids = parameters.list("ResourceId");
  if (ids.length === 0) throw new ServiceError("MissingParameter", "The request must contain the parameter resourceIdSet");
  if (ids.length > MOST_RESOURCES)
    throw invalid(`The maximum number of resources specified on a single call is ${MOST_RESOURCES}`);
  for (const id of ids) checkResourceId(id);
  const tags = parameters.members("Tag").map((member) => ({
    key: parameters.text(`${member}.Key`) ?? "",
    value: parameters.text(`${member}.Value`) ?? null,
  }));
  if (tags.length > MOST_TAGS) throw invalid(`The maximum number of tags specified on a single call is ${MOST_TAGS}`);
  for (const tag of tags) checkTag(tag);
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalid("Duplicate tag keys found.");
  return { ids, tags };
}

/** Rows of the instances. Terminated ones can no longer be tagged although DescribeInstances still lists them. */
export function findTaggable({ cell }: CellCall, ids: readonly string[]): number[] {
  return findInstances(cell, ids, (row) => row < cell.ec2Count && cell.instance(row).state !== "terminated");
}

/** Acts out the fault of that name: EC2's refusal of two tag writes on one resource at a time. */
export function refuseConcurrentAccess({ faults }: CellCall, ids: readonly string[]): void {
  if (!faults.some((fault) => fault.kind === "concurrent-tag-access")) return;
  throw new ServiceError(
    "ConcurrentTagAccess",
    `You can't run simultaneous commands to modify a tag for a specific resource: ${ids[0]}`,
  );
}

function checkResourceId(id: string): void {
  if (parseInstanceId(id) !== undefined && id.startsWith("i-")) return;
  if (id.startsWith("i-")) throw new ServiceError("InvalidInstanceID.Malformed", `Invalid id: "${id}"`);
  throw new ServiceError("InvalidID", `The ID '${id}' is not valid`);
}

function checkTag({ key, value }: RequestedTag): void {
  if (key === "") throw invalid("Value ( '' ) for parameter Tag key is invalid. Tag key cannot be null or empty.");
  if (key.toLowerCase().startsWith("aws:")) {
    throw invalid(`Value ( ${key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`);
  }
  if (key.length > LONGEST_KEY) throw invalid(`Tag key exceeds the maximum length of ${LONGEST_KEY} characters`);
  if (value !== null && value.length > LONGEST_VALUE) {
    throw invalid(`Tag value exceeds the maximum length of ${LONGEST_VALUE} characters`);
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", message);
}
