import { parseInstanceId } from "#lib/domain/ids.ts";
import { nodeArn } from "../arns.ts";
import type { CellCall } from "../call.ts";
import { type Question, tagContext } from "../identity/authorise.ts";
import { constraint, type JsonInput } from "../protocol/json-input.ts";
import { ServiceError } from "../service-error.ts";

/** Resource types that SSM can tag (SSM API reference); only managed instances exist here. */
const TYPES = [
  "Association",
  "Automation",
  "CloudConnector",
  "Document",
  "MaintenanceWindow",
  "ManagedInstance",
  "OpsItem",
  "OpsMetadata",
  "Parameter",
  "PatchBaseline",
];

const TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** The id of a hybrid node that the request names. EC2 instances are refused: their tags are EC2's. */
export function readHybridId(input: JsonInput): string {
  const type = input.requiredText("ResourceType");
  const id = input.requiredText("ResourceId");
  if (!TYPES.includes(type)) throw constraint(type, "resourceType", `Member must satisfy enum value set: [${TYPES.join(", ")}]`);
  if (type !== "ManagedInstance") {
    throw new ServiceError("InvalidResourceType", `The resource type ${type} is not valid here.`);
  }
  if (!id.startsWith("mi-") || parseInstanceId(id) === undefined) throw invalidResource(id);
  return id;
}

/** The row of a hybrid node of this cell, or InvalidResourceId. */
export function findHybrid({ cell }: CellCall, id: string): number {
  const row = cell.indexOf(id);
  if (row < 0 || !cell.exists(row)) throw invalidResource(id);
  return row;
}

/** What a tag operation asks IAM about one hybrid node. `asked` are the context keys of the tags in the request. */
export function hybridQuestion(call: CellCall, id: string, asked: Question["context"] = {}): Question {
  const { cell, operation } = call;
  const row = cell.indexOf(id);
  const present = row >= 0 && cell.exists(row) ? tagContext(["aws:ResourceTag", "ssm:resourceTag"], cell.tags(row)) : {};
  return { action: `ssm:${operation}`, resource: nodeArn(cell, id), context: { ...present, ...asked } };
}

export function checkTagKey(key: string): void {
  if (key.length < 1 || key.length > LONGEST_KEY) {
    throw constraint(key, "key", `Member must have length between 1 and ${LONGEST_KEY}, inclusive`);
  }
  if (!TEXT.test(key)) throw constraint(key, "key", `Member must satisfy regular expression pattern: ${TEXT.source}`);
  if (key.toLowerCase().startsWith("aws:")) {
    throw new ServiceError("ValidationException", "Tag keys starting with 'aws:' are reserved for internal use");
  }
}

export function checkTagValue(value: string): void {
  if (value.length > LONGEST_VALUE)
    throw constraint(value, "value", `Member must have length less than or equal to ${LONGEST_VALUE}`);
  if (!TEXT.test(value)) throw constraint(value, "value", `Member must satisfy regular expression pattern: ${TEXT.source}`);
}

/** Acts out the fault of concurrent tag writes with SSM's word for it. */
export function refuseConcurrentUpdates({ faults }: CellCall): void {
  if (!faults.some((fault) => fault.kind === "concurrent-tag-access")) return;
  throw new ServiceError("TooManyUpdates", "There are concurrent updates for a resource that supports one update at a time.");
}

function invalidResource(id: string): ServiceError {
  return new ServiceError(
    "InvalidResourceId",
    `The resource ID ${id} is not valid. Verify that you entered the correct ID and try again.`,
  );
}
