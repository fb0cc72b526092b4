import { randomUUID } from "node:crypto";
import type { CellCall } from "../call.ts";
import { denied } from "../identity/authorise.ts";
import type { JsonInput } from "../protocol/json-input.ts";
import { ServiceError } from "../service-error.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { findDocumentDenial, findNodeDenial } from "./cado-access.ts";
import type { Command, Invocation } from "./commands.ts";
import { findDocument, type SsmDocument } from "./documents.ts";
import { findManaged, invalidInstanceId, rowOfId, toSeconds } from "./managed-nodes.ts";
import type { SsmOperation } from "./operation.ts";
import { findTargets } from "./targets.ts";

/**
 * Run Command as Cado's role. With InstanceIds the document and every node must be allowed, managed and of a platform
 * that fits, or the call fails; with Targets it succeeds and each node's invocation says how it went. A node that lost
 * its connection keeps its invocation pending; an online one has run it at once.
 */
export const sendCommand: SsmOperation = {
  bucket: SSM_BUCKETS.sendCommand,
  run(call, input) {
    const ids = input.texts("InstanceIds", { min: 0, max: 50 });
    const targets = input.structures("Targets", { min: 0, max: 5 });
    input.integer("TimeoutSeconds", { min: 30, max: 2_592_000 });
    const document = findDocument(call.cell, input.requiredText("DocumentName"), "Command");
    if (ids.length > 0 === targets.length > 0) {
      throw new ServiceError("ValidationException", "Specify either InstanceIds or Targets, and not both.");
    }
    if (new Set(ids).size < ids.length)
      throw new ServiceError("DuplicateInstanceId", "You can't specify a managed node ID in more than one association.");
    const denial = findDocumentDenial(call, document);
    if (denial !== null) throw denied("ssm", denial);
    const invocations = ids.length > 0 ? invokeById(call, ids, document) : invokeByTarget(call, targets, document);
    const command: Command = {
      id: randomUUID(),
      account: call.cell.account,
      region: call.cell.region,
      documentName: document.name,
      comment: input.text("Comment") ?? "",
      requestedMs: call.nowMs,
      invocations,
    };
    call.world.commands.add(command);
    return { Command: toJson(command, ids) };
  },
};

function invokeById(call: CellCall, ids: readonly string[], document: SsmDocument): Map<string, Invocation> {
  const nodes = ids.map((id) => ({ id, row: rowOfId(call, id) }));
  const denial = findNodeDenial(call, ids);
  if (denial !== null) throw denied("ssm", denial);
  const invalid = nodes.filter(({ row }) => findManaged(call, row) === null).map(({ id }) => id);
  if (invalid.length > 0) throw invalidInstanceId(call.cell.account, invalid);
  const [only] = nodes;
  const platform = only && findManaged(call, only.row)?.platformType;
  if (nodes.length === 1 && only && platform && !document.platforms.includes(platform)) {
    const words = `Cannot perform operation for instance id ${only.id} of platform type ${platform}`;
    throw new ServiceError("UnsupportedPlatformType", words);
  }
  return new Map(nodes.map(({ id, row }) => [id, invoke(call, row, document)]));
}

function invokeByTarget(call: CellCall, targets: readonly JsonInput[], document: SsmDocument): Map<string, Invocation> {
  const rows = findTargets(call, targets);
  return new Map(
    rows.map((row) => {
      const id = call.cell.id(row);
      const isDenied = findNodeDenial(call, [id]) !== null;
      return [id, isDenied ? { status: "Failed", statusDetails: "AccessDenied", responseCode: -1 } : invoke(call, row, document)];
    }),
  );
}

/** Statuses as the user guide's "Understanding command statuses" has them. */
function invoke(call: CellCall, row: number, document: SsmDocument): Invocation {
  const node = findManaged(call, row);
  if (node?.pingStatus !== "Online") return { status: "Pending", statusDetails: "Delayed", responseCode: -1 };
  if (!document.platforms.includes(node.platformType)) {
    return { status: "Failed", statusDetails: "InvalidPlatform", responseCode: -1 };
  }
  return { status: "Success", statusDetails: "Success", responseCode: 0 };
}

function toJson({ id, documentName, comment, requestedMs, invocations }: Command, ids: readonly string[]) {
  return {
    CommandId: id,
    DocumentName: documentName,
    Comment: comment,
    InstanceIds: ids,
    Targets: [],
    RequestedDateTime: toSeconds(requestedMs),
    ExpiresAfter: toSeconds(requestedMs + 7_200_000),
    Status: "Pending",
    StatusDetails: "Pending",
    TargetCount: invocations.size,
    CompletedCount: 0,
    ErrorCount: 0,
    MaxConcurrency: "50",
    MaxErrors: "0",
  };
}
